using System.Security.Cryptography;
using System.Text;

namespace Parley.Demo;

/// <summary>
/// The same id for the same name, on every machine: UUID version 5 (RFC 9562 §5.5). A seeding that was interrupted sends under
/// the ids of the first time, so nothing is said twice.
/// </summary>
internal static class DemoIds
{
    private static readonly Guid Namespace = new("6f1d3c52-7b0e-5d0c-9a57-2f4c1e8b90aa");

    public static Guid Of(string name)
    {
        byte[] input = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // the standard's choice; nothing is protected by it
        var bytes = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        bytes[6] = (byte)(0x50 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));

        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A number below <paramref name="limit"/>, the same for the same name.</summary>
    public static int Below(int limit, string name) => (int)(BitConverter.ToUInt32(Of(name).ToByteArray(), 0) % limit);
}
