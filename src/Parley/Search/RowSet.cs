using System.Buffers.Binary;
using System.Numerics;

namespace Parley.Search;

/// <summary>
/// Which of the 16,384 rows of a segment have a term. Stored as a list of two-byte numbers while that is shorter than the 2,048 bytes
/// that a bit for each row takes (as in Chambi, Lemire, Kaser and Godin, "Better bitmap performance with Roaring bitmaps", 2016).
/// </summary>
internal sealed class RowSet
{
    private const int SegmentBits = 14;
    private const int RowsInSegment = 1 << SegmentBits;
    private const int BitmapBytes = RowsInSegment / 8;

    private readonly ulong[] _bits = new ulong[RowsInSegment / 64];

    /// <param name="stored">As <see cref="ToBytes"/> gave it; empty for none.</param>
    public RowSet(ReadOnlySpan<byte> stored)
    {
        if (stored.Length == BitmapBytes)
            for (var i = 0; i < _bits.Length; i++)
                _bits[i] = BinaryPrimitives.ReadUInt64LittleEndian(stored[(i * sizeof(ulong))..]);
        else
            for (var i = 0; i < stored.Length; i += sizeof(ushort))
                Add(BinaryPrimitives.ReadUInt16LittleEndian(stored[i..]));
    }

    public static long SegmentOf(long row) => row >> SegmentBits;

    public static long FirstRowOf(long segment) => segment << SegmentBits;

    /// <summary>Adds a row, which must be of this segment.</summary>
    public void Add(long row)
    {
        var offset = (int)(row & (RowsInSegment - 1));
        _bits[offset >> 6] |= 1UL << offset;
    }

    /// <summary>Keeps only what the other has too.</summary>
    public void And(RowSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] &= other._bits[i];
    }

    /// <summary>The rows, the newest first.</summary>
    public IEnumerable<long> Descending(long segment)
    {
        for (var i = _bits.Length - 1; i >= 0; i--)
        {
            var bits = _bits[i];
            while (bits != 0)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(bits);
                bits &= ~(1UL << bit);

                yield return FirstRowOf(segment) + (i * 64) + bit;
            }
        }
    }

    public byte[] ToBytes()
    {
        var count = 0;
        foreach (var bits in _bits)
            count += BitOperations.PopCount(bits);

        return count * sizeof(ushort) < BitmapBytes ? ToList(count) : ToBitmap();
    }

    private byte[] ToList(int count)
    {
        var list = new byte[count * sizeof(ushort)];
        var end = 0;
        for (var i = 0; i < _bits.Length; i++)
        for (var bits = _bits[i]; bits != 0; bits &= bits - 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(
                list.AsSpan(end),
                (ushort)((i * 64) + BitOperations.TrailingZeroCount(bits))
            );
            end += sizeof(ushort);
        }

        return list;
    }

    private byte[] ToBitmap()
    {
        var bitmap = new byte[BitmapBytes];
        for (var i = 0; i < _bits.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bitmap.AsSpan(i * sizeof(ulong)), _bits[i]);

        return bitmap;
    }
}
