using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>A key that was just made.</summary>
/// <param name="Key">Shown this once and stored only as its hash.</param>
/// <param name="Hint">Its beginning, to tell keys apart in a list.</param>
public sealed record MadeKey(Guid Id, string Name, string Key, string Hint, DateTimeOffset CreatedAt);

/// <summary>The keys that shops call with.</summary>
internal sealed class ApiKeys(Database database)
{
    public const string Prefix = "psk_";
    private const int HintLength = 9;

    public static async Task<MadeKey> Make(Work work, long shopRow, string name, DateTimeOffset now)
    {
        var key = Prefix + Token.New();
        var made = new MadeKey(Ids.New(now), name, key, key[..HintLength], now);
        await work.Execute(
            """
            INSERT INTO api_key (id, shop_row, name, key_hash, hint, created_at)
            VALUES (@Id, @shopRow, @Name, @hash, @Hint, @CreatedAt)
            """,
            new
            {
                made.Id,
                shopRow,
                made.Name,
                hash = Token.Hash(key),
                made.Hint,
                made.CreatedAt,
            }
        );

        return made;
    }

    /// <summary>
    /// The shop of the key, or the person of that shop whom it names. Null when the key is unknown or revoked, or the person banned.
    /// </summary>
    /// <exception cref="RuleBrokenException"><see cref="Problem.NotFound"/>: the shop has no such person.</exception>
    public Task<Known?> Find(string key, string? personExternalId, CancellationToken cancellationToken) =>
        database.Read(
            async work =>
            {
                if (await ShopOf(work, key) is not { } shop)
                    return null;

                return personExternalId is null
                    ? new Known(shop, null, null)
                    : await Named(work, shop, personExternalId);
            },
            cancellationToken
        );

    private static async Task<Actor?> ShopOf(Work work, string key)
    {
        var row = await work.One<ShopRow>(
            """
            SELECT shop.row_id, shop.name FROM api_key JOIN shop ON shop.row_id = api_key.shop_row
            WHERE api_key.key_hash = @hash AND api_key.revoked_at IS NULL
            """,
            new { hash = Token.Hash(key) }
        );

        return row is null ? null : new Actor(0, Guid.Empty, row.Name, row.RowId, true, false, 0, 0);
    }

    private static async Task<Known?> Named(Work work, Actor shop, string externalId)
    {
        var row =
            await work.One<PersonRow>(
                """
                SELECT person.row_id, person.id, person.name, person.access_version,
                    person.banned_at IS NOT NULL AS is_banned
                FROM identity JOIN person ON person.row_id = identity.person_row
                WHERE identity.shop_row = @ShopRow AND identity.kind = 3 AND identity.value = @externalId
                    AND identity.proof = 1
                """,
                new { shop.ShopRow, externalId }
            ) ?? throw new RuleBrokenException(Problem.NotFound) { Detail = "The shop has no such person." };
        var actor = new Actor(row.RowId, row.Id, row.Name, shop.ShopRow, false, false, row.AccessVersion, 0);

        return row.IsBanned ? null : new Known(actor, null, null);
    }

    private sealed class ShopRow
    {
        public long RowId { get; init; }
        public string Name { get; init; } = "";
    }

    private sealed class PersonRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public long AccessVersion { get; init; }
        public bool IsBanned { get; init; }
    }
}
