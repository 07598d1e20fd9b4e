//! Arguments that pgrx has no type for, or only a slow one.
use std::ffi::{CStr, c_char, c_int};
use std::ops::Deref;
use std::ptr::NonNull;

use pgrx::callconv::{Arg, ArgAbi, BoxRet, FcInfo};
use pgrx::datum::{Array, Datum, FromDatum, Internal};
use pgrx::pgrx_sql_entity_graph::metadata::{
    ArgumentError, ReturnsError, ReturnsRef, SqlMappingRef, SqlTranslatable, TypeOrigin,
};
use pgrx::{PgSqlErrorCode, pg_sys};

use super::internal_in_sql;
use super::state::{AggCall, AggState, InContext, refuse_call};
use crate::error::{Report, raise};

// Declared here because pgrx would catch its errors, of which there are none, for each text of each row.
// SAFETY: as PostgreSQL declares it, in all versions that are supported.
unsafe extern "C-unwind" {
    fn GetDatabaseEncoding() -> c_int;
}

/// Some values, read where they lie: told by their place, and of the types that SQL declares.
#[derive(Clone, Copy)]
pub(crate) struct Values<'a, const N: usize> {
    pub(super) values: &'a [pg_sys::NullableDatum; N],
}

impl<'a, const N: usize> Values<'a, N> {
    #[inline(always)]
    fn datum(&self, n: usize) -> Option<pg_sys::Datum> {
        self.values.get(n).filter(|value| !value.isnull).map(|value| value.value)
    }

    /// The `n`th value, which SQL declares as double precision.
    #[inline(always)]
    pub(crate) fn double(&self, n: usize) -> Option<f64> {
        self.datum(n).map(|datum| f64::from_bits(datum.value() as u64))
    }

    /// The `n`th value, which SQL declares as bigint or as timestamptz (microseconds since 2000).
    #[inline(always)]
    pub(crate) fn bigint(&self, n: usize) -> Option<i64> {
        self.datum(n).map(|datum| datum.value() as i64)
    }

    /// The `n`th value, which SQL declares as uuid.
    #[inline(always)]
    pub(crate) fn uuid(&self, n: usize) -> Option<[u8; 16]> {
        // SAFETY: a value is read as what SQL declares it to be: a pointer to 16 bytes.
        self.datum(n).map(|datum| unsafe { *datum.cast_mut_ptr::<[u8; 16]>() })
    }

    /// The `n`th value, which SQL declares as text.
    #[inline(always)]
    pub(crate) fn text(&self, n: usize) -> Option<RawText<'a>> {
        // SAFETY: a value is read as what SQL declares it to be.
        self.datum(n).map(|datum| RawText(unsafe { RawBytes::at(datum) }))
    }

    /// The `n`th value, which SQL declares as bytea.
    #[inline(always)]
    pub(crate) fn bytea(&self, n: usize) -> Option<&'a [u8]> {
        // SAFETY: a value is read as what SQL declares it to be.
        self.datum(n).map(|datum| unsafe { RawBytes::at(datum) }.bytes)
    }

    /// The `n`th value, which SQL declares as bigint\[\].
    pub(crate) fn bigints(&self, n: usize) -> Option<Array<'a, i64>> {
        // SAFETY: a value is read as what SQL declares it to be; it lives as long as the call.
        self.datum(n).and_then(|datum| unsafe { Array::from_datum(datum, false) })
    }

    /// The `n`th value, which SQL declares as jsonb.
    #[inline(always)]
    pub(crate) fn jsonb(&self, n: usize) -> Option<RawJsonb<'a>> {
        // SAFETY: a value is read as what SQL declares it to be.
        self.datum(n).map(|datum| RawJsonb(unsafe { RawBytes::at(datum) }))
    }
}

/// The `N` arguments of a transition function, the state among them, read where they lie. pgrx hands arguments that may
/// be NULL over through memory, which costs a function that is called for every row more than what it does.
#[derive(Clone, Copy)]
pub(crate) struct Row<'fcx, const N: usize> {
    pub(crate) call: AggCall,
    arguments: Values<'fcx, N>,
}

impl<const N: usize> Row<'_, N> {
    /// The first argument, which SQL declares as internal.
    #[inline(always)]
    pub(crate) fn state<T: InContext>(&self) -> AggState<T> {
        // SAFETY: this is the call of an aggregate, whose states are of this library.
        unsafe { AggState::at(self.arguments.datum(0)) }
    }
}

impl<'fcx, const N: usize> Deref for Row<'fcx, N> {
    type Target = Values<'fcx, N>;

    #[inline(always)]
    fn deref(&self) -> &Self::Target {
        &self.arguments
    }
}

// SAFETY: virtual, so it consumes no argument; fcinfo is the one of the running call.
unsafe impl<'fcx, const N: usize> ArgAbi<'fcx> for Row<'fcx, N> {
    #[inline(always)]
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: as of AggCall; the arguments stand behind the fixed part, as many as it says.
        unsafe {
            let call = <AggCall as ArgAbi>::unbox_arg_unchecked(arg);
            if usize::try_from((*call.fcinfo).nargs) != Ok(N) {
                refuse_call();
            }
            let values = &*(&raw const (*call.fcinfo).args).cast();
            Self { call, arguments: Values { values } }
        }
    }

    fn is_virtual_arg() -> bool {
        true
    }
}

/// The rest of the message that a binary input function was given.
pub(crate) struct Message<'fcx> {
    bytes: &'fcx [u8],
}

impl<'fcx> Message<'fcx> {
    pub(crate) fn bytes(&self) -> &'fcx [u8] {
        self.bytes
    }
}

// SAFETY: takes exactly one argument, the StringInfo that PostgreSQL hands to input functions of binary values.
unsafe impl<'fcx> ArgAbi<'fcx> for Message<'fcx> {
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: SQL declares the argument as internal, and a call from SQL cannot provide one.
        let internal = unsafe { <Internal as ArgAbi>::unbox_arg_unchecked(arg) };
        let Some(buffer) =
            internal.unwrap().and_then(|datum| NonNull::new(datum.cast_mut_ptr::<pg_sys::StringInfoData>()))
        else {
            return Self { bytes: &[] };
        };
        // SAFETY: the caller owns the buffer for the duration of the call; cursor and len are within it, and
        // the cursor at the end is how an input function says that it has read everything.
        let bytes = unsafe {
            let buffer = &mut *buffer.as_ptr();
            let (start, end) = (buffer.cursor.max(0), buffer.len.max(buffer.cursor));
            buffer.cursor = end;
            std::slice::from_raw_parts(buffer.data.add(start as usize).cast::<u8>(), (end - start) as usize)
        };
        Self { bytes }
    }
}

/// The bytes of an argument of variable length, without its header. Mostly they are read where they are; only
/// what is compressed or stored elsewhere is fetched.
struct RawBytes<'fcx> {
    bytes: &'fcx [u8],
    datum: pg_sys::Datum,
}

impl<'fcx> RawBytes<'fcx> {
    /// # Safety
    /// The datum is an argument of the running call, of a type with a varlena header.
    // Handed over in registers: through memory it costs more than all the rest.
    #[inline(always)]
    unsafe fn at(datum: pg_sys::Datum) -> Self {
        // SAFETY: the caller vouches for the type.
        unsafe { Self::plain_at(datum).unwrap_or_else(|| Self::fetched(datum)) }
    }

    /// Where they lie behind one of the two headers, neither compressed nor elsewhere.
    ///
    /// # Safety
    /// As of [`RawBytes::at`].
    #[inline(always)]
    unsafe fn plain_at(datum: pg_sys::Datum) -> Option<Self> {
        // SAFETY: the caller vouches for the type. The tuple or copy that the datum points to lives as long as the
        // call.
        unsafe {
            let varlena = datum.cast_mut_ptr::<pg_sys::varlena>();
            let (start, length) = if pgrx::varlena::varatt_is_1b(varlena) {
                if pgrx::varlena::varatt_is_1b_e(varlena) {
                    return None;
                }
                (pgrx::varlena::vardata_1b(varlena), pgrx::varlena::varsize_1b(varlena) - size_of::<u8>())
            } else {
                if !pgrx::varlena::varatt_is_4b_u(varlena) {
                    return None;
                }
                (pgrx::varlena::vardata_4b(varlena), pgrx::varlena::varsize_4b(varlena) - size_of::<u32>())
            };
            Some(Self { bytes: std::slice::from_raw_parts(start.cast::<u8>(), length), datum })
        }
    }

    /// # Safety
    /// As of [`RawBytes::at`].
    #[cold]
    unsafe fn fetched(datum: pg_sys::Datum) -> Self {
        // SAFETY: the caller vouches for the type. What the detoaster makes lives in the context of the call, and is
        // plain.
        unsafe {
            let varlena = pg_sys::pg_detoast_datum_packed(datum.cast_mut_ptr::<pg_sys::varlena>());
            let datum = pg_sys::Datum::from(varlena);
            Self::plain_at(datum).unwrap_or(Self { bytes: &[], datum })
        }
    }
}

/// A jsonb argument as its bytes, without parsing it: equal values have equal bytes but for the way that
/// numbers are written.
pub(crate) struct RawJsonb<'fcx>(RawBytes<'fcx>);

impl<'fcx> RawJsonb<'fcx> {
    /// The bytes of {}: the header of an object with no pairs.
    pub(crate) const EMPTY_OBJECT: &'static [u8] = &0x2000_0000_u32.to_ne_bytes();

    /// The bytes without the header of a varlena.
    pub(crate) fn bytes(&self) -> &'fcx [u8] {
        self.0.bytes
    }

    /// The text that PostgreSQL prints for it.
    pub(crate) fn text(&self) -> String {
        // SAFETY: the datum is a jsonb, valid for the call that it was an argument of, and jsonb_out gives
        // a string of its own.
        unsafe {
            pgrx::direct_function_call::<&CStr>(pg_sys::jsonb_out, &[Some(self.0.datum)])
                .map(|text| text.to_string_lossy().into_owned())
                .unwrap_or_default()
        }
    }
}

// SAFETY: takes exactly one argument, a jsonb.
unsafe impl<'fcx> ArgAbi<'fcx> for RawJsonb<'fcx> {
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: SQL declares the argument as jsonb, and pgrx asks for it only where it is not NULL.
        unsafe {
            let datum = arg.unbox_arg_using_from_datum::<pg_sys::Datum>().unwrap_or(pg_sys::Datum::null());
            Self(RawBytes::at(datum))
        }
    }
}

/// An argument that is handed on as it came, for a function that gives it another type of the same form.
pub(crate) struct Same {
    datum: pg_sys::Datum,
}

// SAFETY: takes exactly one argument.
unsafe impl<'fcx> ArgAbi<'fcx> for Same {
    #[inline]
    unsafe fn unbox_arg_unchecked(arg: Arg<'_, 'fcx>) -> Self {
        // SAFETY: pgrx asks for it only where it is not NULL.
        let datum = unsafe { arg.unbox_arg_using_from_datum::<pg_sys::Datum>() };
        Self { datum: datum.unwrap_or(pg_sys::Datum::null()) }
    }
}

// SAFETY: returns what the caller gave, which lives as long as the caller needs it.
unsafe impl BoxRet for Same {
    #[inline]
    unsafe fn box_into<'fcx>(self, fcinfo: &mut FcInfo<'fcx>) -> Datum<'fcx> {
        // SAFETY: see above; SQL declares both types with the layout of bytea.
        unsafe { fcinfo.return_raw_datum(self.datum) }
    }
}

/// A text argument where it lies.
pub(crate) struct RawText<'fcx>(RawBytes<'fcx>);

impl<'fcx> RawText<'fcx> {
    /// The bytes in the encoding of the database: equal texts, and only those, have equal ones.
    pub(crate) fn bytes(&self) -> &'fcx [u8] {
        self.0.bytes
    }

    /// The text. In a database of another encoding than UTF-8 it is converted; what cannot be (SQL_ASCII says
    /// nothing about its bytes) raises SQLSTATE 22021.
    #[inline]
    pub(crate) fn as_str(&self) -> &'fcx str {
        // SAFETY: takes nothing, and cannot raise.
        if unsafe { GetDatabaseEncoding() } == pg_sys::pg_enc::PG_UTF8 as c_int {
            // SAFETY: such a database checks every text that enters, by the same rules as Rust.
            return unsafe { std::str::from_utf8_unchecked(self.0.bytes) };
        }
        self.converted()
    }

    #[cold]
    fn converted(&self) -> &'fcx str {
        let bytes = self.0.bytes;
        let start = bytes.as_ptr().cast::<c_char>();
        // SAFETY: a varlena is shorter than a c_int can say. PostgreSQL gives the same bytes back where they
        // are right already, else a string with its end in the context of the call; pgrx catches its errors.
        let converted = unsafe {
            let text =
                pg_sys::pg_server_to_any(start, bytes.len() as c_int, pg_sys::pg_enc::PG_UTF8 as c_int);
            if text.cast_const() == start { bytes } else { CStr::from_ptr(text).to_bytes() }
        };
        std::str::from_utf8(converted).unwrap_or_else(|error| {
            raise(
                Report::new(
                    PgSqlErrorCode::ERRCODE_CHARACTER_NOT_IN_REPERTOIRE,
                    "text cannot be read as UTF-8",
                )
                .detail(error.to_string()),
            )
        })
    }
}

internal_in_sql!(<const N: usize> SqlTranslatable for Row<'_, N>);
internal_in_sql!(SqlTranslatable for Message<'_>);
internal_in_sql!(SqlTranslatable for RawJsonb<'_>);
internal_in_sql!(SqlTranslatable for Same);

#[cfg(any(test, feature = "pg_test"))]
#[pgrx::pg_schema]
mod tests {
    use super::*;
    use pgrx::PgTryBuilder;
    use pgrx::prelude::*;

    #[pg_test]
    fn memory_of_texts_is_checked_where_the_encoding_is_not() {
        let text = |bytes| RawText(RawBytes { bytes, datum: pg_sys::Datum::null() });
        assert_eq!(text("Grüße".as_bytes()).converted(), "Grüße");
        let caught = PgTryBuilder::new(move || text(b"\xff\xfe").converted().is_empty())
            .catch_when(PgSqlErrorCode::ERRCODE_CHARACTER_NOT_IN_REPERTOIRE, |_| true)
            .execute();
        assert!(caught);
    }
}
