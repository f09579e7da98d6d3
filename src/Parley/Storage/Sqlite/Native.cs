using System.Runtime.InteropServices;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>
/// The functions of SQLite that run several times a row, called straight: through the provider each counts its handle's users up
/// and down and lets the collector wait, which took a tenth of a busy server's time. All take a statement that the caller keeps
/// alive. See https://www.sqlite.org/c3ref/funclist.html.
/// </summary>
internal static unsafe partial class Native
{
    /// <summary>Tells SQLite to copy what is bound before the call returns.</summary>
    public const nint Transient = -1;

    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int BindLong(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int index);

    /// <param name="value">Not empty, else NULL is bound; <paramref name="size"/> may be 0.</param>
    public static int BindBytes(nint statement, int index, ReadOnlySpan<byte> value, int size, nint destructor)
    {
        fixed (byte* start = value)
            return BindBlob(statement, index, start, size, destructor);
    }

    /// <inheritdoc cref="BindBytes"/>
    public static int BindText(nint statement, int index, ReadOnlySpan<byte> value, int size, nint destructor)
    {
        fixed (byte* start = value)
            return BindText(statement, index, start, size, destructor);
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    /// <returns>One of <see cref="raw.SQLITE_INTEGER"/>, FLOAT, TEXT, BLOB and NULL.</returns>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Kind(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Long(nint statement, int column);

    /// <summary>A blob, or a text or real number as UTF-8; valid until the statement's next step.</summary>
    public static ReadOnlySpan<byte> Bytes(nint statement, int column)
    {
        var start = ColumnBlob(statement, column);

        return new ReadOnlySpan<byte>((void*)start, ColumnBytes(statement, column));
    }

    // Pointers, for which no marshalling is generated: the local functions that it makes stop coverlet from counting lines.
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(nint statement, int index, byte* value, int size, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(nint statement, int index, byte* value, int size, nint destructor);

    // These two may convert in place and so ask for memory, but take far less than the microsecond that is allowed.
    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    private static partial nint ColumnBlob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static partial int ColumnBytes(nint statement, int column);
}
