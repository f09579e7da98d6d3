using System.Security.Cryptography;

namespace Parley.Storage;

/// <summary>
/// Seals what must be readable again (AES-256-GCM). The key is the setting <c>Secrets:Key</c> (32 bytes as Base64), which keeps
/// it out of the database and its backups; without it one is made and kept in the database, so that nothing need be set up.
/// </summary>
public sealed class SecretBox(IConfiguration configuration)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public async Task<byte[]> Seal(Work work, byte[] secret)
    {
        using var cipher = new AesGcm(await Key(work), TagBytes);
        var box = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        cipher.Encrypt(
            box.AsSpan(0, NonceBytes),
            secret,
            box.AsSpan(NonceBytes + TagBytes),
            box.AsSpan(NonceBytes, TagBytes)
        );

        return box;
    }

    /// <exception cref="CryptographicException">It was sealed with another key, or changed.</exception>
    public async Task<byte[]> Open(Work work, byte[] box)
    {
        using var cipher = new AesGcm(await Key(work), TagBytes);
        var secret = new byte[box.Length - NonceBytes - TagBytes];
        cipher.Decrypt(
            box.AsSpan(0, NonceBytes),
            box.AsSpan(NonceBytes + TagBytes),
            box.AsSpan(NonceBytes, TagBytes),
            secret
        );

        return secret;
    }

    private async Task<byte[]> Key(Work work)
    {
        if (configuration["Secrets:Key"] is { Length: > 0 } configured)
            return Convert.FromBase64String(configured);
        if (await Stored(work) is { } stored)
            return stored;

        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await work.Execute(
            "INSERT INTO installation (name, value) VALUES ('secret_key', @made) ON CONFLICT DO NOTHING",
            new { made }
        );

        return (await Stored(work))!;
    }

    private static async Task<byte[]?> Stored(Work work) =>
        await work.One<string>("SELECT value FROM installation WHERE name = 'secret_key'") is { } value
            ? Convert.FromBase64String(value)
            : null;
}
