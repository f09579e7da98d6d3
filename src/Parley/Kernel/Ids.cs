using System.Buffers.Binary;

namespace Parley.Kernel;

/// <summary>Public ids: UUID version 7 (RFC 9562 §5.7), 48 bits of milliseconds, then 74 random bits.</summary>
public static class Ids
{
    public static Guid New(DateTimeOffset now) => New(now.ToUnixTimeMilliseconds());

    /// <summary>
    /// An id that is greater than <paramref name="previous"/> whatever the clock says: of now if that is later, else of the
    /// previous id's millisecond plus one.
    /// </summary>
    public static Guid NewAfter(Guid previous, DateTimeOffset now) =>
        New(Math.Max(now.ToUnixTimeMilliseconds(), MillisecondsOf(previous) + 1));

    /// <summary>The least id of a millisecond since the Unix epoch, cut to what an id can say.</summary>
    public static Guid First(long milliseconds) => Of(Math.Clamp(milliseconds, 0, (1L << 48) - 1), default);

    /// <summary>The millisecond that the id was made in, since the Unix epoch; 0 for the empty id.</summary>
    public static long MillisecondsOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);

        return (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
    }

    private static Guid New(long milliseconds)
    {
        Span<byte> random = stackalloc byte[10];
        Randomness.Fill(random);

        return Of(milliseconds, random);
    }

    private static Guid Of(long milliseconds, ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.CopyTo(bytes[6..]);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(milliseconds >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)milliseconds);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));

        return new Guid(bytes, bigEndian: true);
    }
}
