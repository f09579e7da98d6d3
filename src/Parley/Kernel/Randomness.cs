using System.Security.Cryptography;

namespace Parley.Kernel;

/// <summary>
/// Random bytes from the system's generator, taken from it in larger pieces: measured 1.9 us for 10 bytes, 2.2 us for 4,096, and
/// each message needs some twice.
/// </summary>
internal static class Randomness
{
    private const int PieceBytes = 4096;

    [ThreadStatic]
    private static byte[]? _piece;

    [ThreadStatic]
    private static int _used;

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);

        return bytes;
    }

    /// <param name="target">At most 4,096 bytes.</param>
    public static void Fill(Span<byte> target)
    {
        if (_piece is null || _used + target.Length > PieceBytes)
        {
            _piece ??= new byte[PieceBytes];
            RandomNumberGenerator.Fill(_piece);
            _used = 0;
        }

        var taken = _piece.AsSpan(_used, target.Length);
        taken.CopyTo(target);
        // What was handed out must not be readable here.
        taken.Clear();
        _used += target.Length;
    }
}
