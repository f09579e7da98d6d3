using System.Text;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>A shop's key and whose it is.</summary>
internal sealed record IdentityKey(long RowId, long ShopRow, VerificationKey Key);

/// <summary>The keys that shops sign their identity tokens with.</summary>
internal sealed class IdentityKeys(Database database, SecretBox box)
{
    /// <summary>Stores a public key, or a secret sealed.</summary>
    /// <returns>The id, which the shop's tokens name as their issuer.</returns>
    public async Task<Guid> Store(Work work, long shopRow, VerificationKey key, DateTimeOffset now)
    {
        var id = Ids.New(now);
        await work.Execute(
            """
            INSERT INTO identity_key (id, shop_row, algorithm, material, created_at)
            VALUES (@id, @shopRow, @Algorithm, @material, @now)
            """,
            new
            {
                id,
                shopRow,
                key.Algorithm,
                material = key.Algorithm == VerificationKey.Hs256 ? await box.Seal(work, key.Material) : key.Material,
                now,
            }
        );

        return id;
    }

    /// <summary>
    /// A new secret for HS256. Its UTF-8 bytes are the key, as libraries take a secret that is given as text.
    /// </summary>
    public static (string Secret, VerificationKey Key) NewSecret()
    {
        var secret = Token.New();

        return (secret, new VerificationKey(VerificationKey.Hs256, Encoding.UTF8.GetBytes(secret)));
    }

    /// <summary>Null when the issuer is no key of ours, or revoked.</summary>
    public Task<IdentityKey?> Find(string issuer, CancellationToken cancellationToken) =>
        Guid.TryParseExact(issuer, "D", out var id)
            ? database.Read(work => Find(work, id), cancellationToken)
            : Task.FromResult<IdentityKey?>(null);

    private async Task<IdentityKey?> Find(Work work, Guid id)
    {
        var row = await work.One<KeyRow>(
            "SELECT row_id, shop_row, algorithm, material FROM identity_key WHERE id = @id AND revoked_at IS NULL",
            new { id }
        );
        if (row is null)
            return null;

        var material = row.Algorithm == VerificationKey.Hs256 ? await box.Open(work, row.Material) : row.Material;

        return new IdentityKey(row.RowId, row.ShopRow, new VerificationKey(row.Algorithm, material));
    }

    private sealed class KeyRow
    {
        public long RowId { get; init; }
        public long ShopRow { get; init; }
        public string Algorithm { get; init; } = "";
        public byte[] Material { get; init; } = [];
    }
}
