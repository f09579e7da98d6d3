using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Audit;

/// <summary>
/// The hash of a row over its columns in a fixed order, each with its kind: numbers as eight bytes, most significant first; texts
/// and bytes behind their length. So no two rows read the same, nor do a number and its text, which SQLite keeps in one column.
/// </summary>
public sealed class RowHash(string table)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private readonly byte[] _table = Encoding.UTF8.GetBytes(table);

    /// <param name="value">As the database gave it.</param>
    public void Add(object value)
    {
        switch (value)
        {
            case DBNull:
                Add('0', 0);
                break;
            case long or int or short:
                Add('n', Convert.ToInt64(value));
                break;
            case string text:
                Add('t', Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, _bytes);
                break;
            case byte[] bytes:
                Add('b', bytes.Length);
                _bytes.Write(bytes);
                break;
            case Guid id:
                Add('i', 16);
                id.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out var written);
                _bytes.Advance(written);
                break;
            case double real:
                Add('r', BitConverter.DoubleToInt64Bits(real));
                break;
            default:
                throw new NotSupportedException($"No column of a sealed table holds {value.GetType()}.");
        }
    }

    private void Add(char kind, long number)
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
