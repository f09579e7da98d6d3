using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>Signs checkpoints with the installation's key, which is made with the first and kept sealed.</summary>
internal sealed class Checkpoints(Database database, SecretBox box, IOptions<StorageOptions> options, Clock clock)
{
    private const string PrivateKey = "audit_key";
    private const string PublicKey = "audit_public_key";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private long? _exportedAt;

    /// <summary>Where the server writes a line every ten minutes, as long as there is something new.</summary>
    public string Path => System.IO.Path.Combine(options.Value.DataFolder, "checkpoints.jsonl");

    public async Task ExportIfDue(Seal seal)
    {
        if (_exportedAt is { } exportedAt && clock.Since(exportedAt) < Every)
            return;

        var checkpoint = await Sign(seal);
        Directory.CreateDirectory(options.Value.DataFolder);
        await File.AppendAllTextAsync(Path, checkpoint.ToLine() + "\n");
        _exportedAt = clock.Ticks;
    }

    /// <summary>A checkpoint of now; null when nothing is sealed yet.</summary>
    public async Task<Checkpoint?> SignNow() =>
        await database.Read(Seal.Last) is { RowId: > 0 } seal ? await Sign(seal) : null;

    private async Task<Checkpoint> Sign(Seal seal)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(await database.Read(Stored) ?? await database.Write(Make), out _);

        return Checkpoint.Of(seal, clock.Now, key);
    }

    /// <summary>The key that checkpoints of this installation are signed with; null before the first.</summary>
    public static Task<string?> KeyOf(Work work) => Value(work, PublicKey);

    /// <exception cref="CryptographicException"><c>Secrets:Key</c> is not the one that it was sealed with.</exception>
    private async Task<byte[]?> Stored(Work work) =>
        await Value(work, PrivateKey) is { } value ? await box.Open(work, Convert.FromBase64String(value)) : null;

    private async Task<byte[]> Make(Work work)
    {
        if (await Stored(work) is { } stored)
            return stored;

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportPkcs8PrivateKey();
        await work.Execute(
            "INSERT INTO installation (name, value) VALUES (@PrivateKey, @secret), (@PublicKey, @open)",
            new
            {
                PrivateKey,
                PublicKey,
                secret = Convert.ToBase64String(await box.Seal(work, secret)),
                open = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
            }
        );

        return secret;
    }

    private static Task<string?> Value(Work work, string name) =>
        work.One<string>("SELECT value FROM installation WHERE name = @name", new { name });
}
