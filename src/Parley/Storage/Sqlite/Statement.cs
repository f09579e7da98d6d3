using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and stepped many times, with every return code checked: the provider's own commands prepare
/// anew each time and swallow errors that come after a statement's first row.
/// </summary>
internal sealed class Statement : IDisposable
{
    // Texts up to this many characters are encoded on the stack.
    private const int StackText = 256;
    private const int MaxBytesPerChar = 3;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _owner;
    private readonly nint _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _owner));
        _statement = _owner.DangerousGetHandle();
    }

    /// <summary>Binds a number to the parameter at <paramref name="index"/>, counted from 1.</summary>
    public Statement Bind(int index, long value)
    {
        Check(Native.BindLong(_statement, index, value));

        return this;
    }

    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);

        return Bind(index, bytes);
    }

    public Statement Bind(int index, Guid? value) => value is { } id ? Bind(index, id) : BindNull(index);

    /// <param name="value">Not empty.</param>
    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(Native.BindBytes(_statement, index, value, value.Length, Native.Transient));

        return this;
    }

    public Statement Bind(int index, string? value)
    {
        if (value is null)
            return BindNull(index);

        Span<byte> bytes =
            value.Length < StackText
                ? stackalloc byte[StackText * MaxBytesPerChar]
                : new byte[Encoding.UTF8.GetByteCount(value)];
        var size = Encoding.UTF8.GetBytes(value, bytes);
        Check(Native.BindText(_statement, index, bytes, size, Native.Transient));

        return this;
    }

    private Statement BindNull(int index)
    {
        Check(Native.BindNull(_statement, index));

        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False after the last one; the statement is then ready to be bound and stepped again.</returns>
    public bool Step()
    {
        var result = Native.Step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;

        // On an error, reset gives the same code again, with the message still in place.
        var reset = Native.Reset(_statement);
        Check(result == raw.SQLITE_DONE ? reset : result);

        return false;
    }

    /// <summary>Steps a statement that answers no rows.</summary>
    public void Run()
    {
        if (Step())
            throw new InvalidOperationException("The statement answered a row.");
    }

    public long Long(int column) => Native.Long(_statement, column);

    public Guid Id(int column) => new(Native.Bytes(_statement, column), bigEndian: true);

    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public byte[] Bytes(int column) => Native.Bytes(_statement, column).ToArray();

    public string? Text(int column) =>
        IsNull(column) ? null : Encoding.UTF8.GetString(Native.Bytes(_statement, column));

    private bool IsNull(int column) => Native.Kind(_statement, column) == raw.SQLITE_NULL;

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw new SqliteException(
                raw.sqlite3_errmsg(_database).utf8_to_string(),
                result & 0xFF,
                raw.sqlite3_extended_errcode(_database)
            );
    }

    public void Dispose() => _owner.Dispose();
}
