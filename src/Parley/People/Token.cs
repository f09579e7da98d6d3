using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Parley.People;

/// <summary>Secrets that people and programs carry: 256 random bits, kept here only as their SHA-256.</summary>
internal static class Token
{
    /// <summary>No token of ours is longer; what is longer is not looked up.</summary>
    public const int MaxLength = 128;

    /// <returns>43 characters of base64url (RFC 4648 §5).</returns>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored. No salt or stretching is needed: nobody can guess 256 random bits.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
