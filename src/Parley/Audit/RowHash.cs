using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Audit;

/// <summary>
/// The hash of a row over its columns in a fixed order: numbers as eight bytes, most significant first; texts and bytes behind
/// their length, so that no two rows read the same.
/// </summary>
public sealed class RowHash
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);

    public RowHash(string table) => Add(table);

    public RowHash Add(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));

        return this;
    }

    public RowHash Add(DateTimeOffset value) => Add(value.ToUnixTimeMilliseconds());

    public RowHash Add(Guid value)
    {
        value.TryWriteBytes(_bytes.GetSpan(16), bigEndian: true, out var written);
        _bytes.Advance(written);

        return this;
    }

    public RowHash Add(Guid? value) => value is { } id ? Add(1).Add(id) : Add(0);

    public RowHash Add(ReadOnlySpan<byte> value)
    {
        Add(value.Length);
        _bytes.Write(value);

        return this;
    }

    public RowHash Add(string? value)
    {
        if (value is null)
            return Add(-1);

        Add(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);

        return this;
    }

    public byte[] Take() => SHA256.HashData(_bytes.WrittenSpan);
}
