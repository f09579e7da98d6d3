using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Parley.Storage.Sqlite;
using SQLitePCL;

namespace Parley.Audit;

/// <summary>
/// The hash of a row over its columns in a fixed order, each with its kind: numbers as eight bytes, most significant first; texts
/// and bytes behind their length. So no two rows read the same, nor do a number and its text, which SQLite keeps in one column.
/// </summary>
public sealed class RowHash(string table)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private readonly byte[] _table = Encoding.UTF8.GetBytes(table);

    /// <param name="reader">As Dapper opened it, at a row, whose first columns are added.</param>
    public void Add(DbDataReader reader, int columns)
    {
        var statement = ((reader as IWrappedDataReader)?.Reader as SqliteDataReader)?.Handle?.DangerousGetHandle();
        for (var i = 0; i < columns; i++)
            if (statement is { } row)
                Add(row, i);
            else
                Add(reader.GetValue(i));
    }

    // Every message passes here: nothing is boxed or copied on the way.
    private void Add(nint statement, int column)
    {
        switch (Native.Kind(statement, column))
        {
            case raw.SQLITE_NULL:
                Mark('0', 0);
                break;
            case raw.SQLITE_INTEGER:
                Mark('n', Native.Long(statement, column));
                break;
            case var kind:
                var bytes = Native.Bytes(statement, column);
                Mark(
                    kind switch
                    {
                        raw.SQLITE_TEXT => 't',
                        raw.SQLITE_BLOB => 'b',
                        _ => 'r',
                    },
                    bytes.Length
                );
                _bytes.Write(bytes);
                break;
        }
    }

    private void Add(object value)
    {
        switch (value)
        {
            case DBNull:
                Mark('0', 0);
                break;
            case long or int or short:
                Mark('n', Convert.ToInt64(value));
                break;
            case string text:
                Mark('t', Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, _bytes);
                break;
            case byte[] bytes:
                Mark('b', bytes.Length);
                _bytes.Write(bytes);
                break;
            case Guid id:
                Mark('i', 16);
                id.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out var written);
                _bytes.Advance(written);
                break;
            default:
                throw new NotSupportedException($"No column of a sealed table holds {value.GetType()}.");
        }
    }

    private void Mark(char kind, long number)
    {
        var span = _bytes.GetSpan(1 + sizeof(long));
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], number);
        _bytes.Advance(1 + sizeof(long));
    }

    /// <returns>The hash of the row, after which the next row can be added.</returns>
    public byte[] Take()
    {
        _bytes.Write(_table);
        var hash = SHA256.HashData(_bytes.WrittenSpan);
        _bytes.ResetWrittenCount();

        return hash;
    }
}
