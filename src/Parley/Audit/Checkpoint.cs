using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Parley.Kernel;

namespace Parley.Audit;

/// <summary>
/// What the chain was at one moment, signed (ECDSA, P-256, SHA-256). Kept where who owns the database cannot reach, it shows that the
/// chain was cut or written anew, which the chain by itself cannot.
/// </summary>
/// <param name="Seal">The number of the seal.</param>
/// <param name="Hash">The seal's hash, in hexadecimal.</param>
/// <param name="Key">The public key as SubjectPublicKeyInfo in Base64.</param>
public sealed record Checkpoint(long Seal, string Hash, DateTimeOffset At, string Key, string Signature)
{
    internal static Checkpoint Of(Seal seal, DateTimeOffset now, ECDsa key)
    {
        var unsigned = new Checkpoint(
            seal.RowId,
            Convert.ToHexStringLower(seal.Hash),
            now,
            Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
            ""
        );

        return unsigned with
        {
            Signature = Convert.ToBase64String(key.SignData(unsigned.Signed(), HashAlgorithmName.SHA256)),
        };
    }

    /// <returns>Null when the line is no checkpoint.</returns>
    public static Checkpoint? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(line, KernelModule.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToLine() => JsonSerializer.Serialize(this, KernelModule.Json);

    /// <summary>Whether the owner of the key in it has signed it.</summary>
    public bool IsSigned()
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(Key), out _);

            return key.VerifyData(Signed(), Convert.FromBase64String(Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private byte[] Signed() =>
        Encoding.UTF8.GetBytes($"parley checkpoint\n{Seal}\n{Hash}\n{At.ToUnixTimeMilliseconds()}\n");
}
