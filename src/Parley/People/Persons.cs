using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>What a shop says of one of its people.</summary>
/// <param name="Email">Folded by <see cref="Addresses.FoldEmail"/>.</param>
/// <param name="Phone">Folded by <see cref="Addresses.FoldPhone"/>.</param>
public sealed record PersonInShop(
    string ExternalId,
    string Name,
    string? Email = null,
    bool EmailVerified = false,
    string? Phone = null
);

/// <summary>People and what they are known by.</summary>
public static class Persons
{
    /// <summary>The shop row of the addresses that people sign in with at the installation itself.</summary>
    public const long Installation = 0;

    /// <summary>
    /// Finds or makes the person whom the shop calls so, and keeps name and addresses as the shop says. An address that another
    /// person has proven stays his: here it is only claimed.
    /// </summary>
    public static async Task<long> Ensure(Work work, long shopRow, PersonInShop person, DateTimeOffset now)
    {
        var row = await Find(work, shopRow, person.ExternalId) ?? await Create(work, shopRow, person, now);
        await work.Execute(
            "UPDATE person SET name = @Name WHERE row_id = @row AND name <> @Name",
            new { row, person.Name }
        );
        if (person.Email is { } email)
            await AddIdentity(work, row, shopRow, new(IdentityKind.Email, email, person.EmailVerified), now);
        if (person.Phone is { } phone)
            await AddIdentity(work, row, shopRow, new(IdentityKind.Phone, phone, IsVerified: false), now);

        return row;
    }

    /// <summary>The person whom the shop calls so; null when it has named none.</summary>
    public static Task<long?> Find(Work work, long shopRow, string externalId) =>
        ByIdentity(work, shopRow, IdentityKind.ExternalId, externalId);

    /// <summary>The one person who has proven that this is his; null when nobody has.</summary>
    public static Task<long?> ByIdentity(Work work, long shopRow, IdentityKind kind, string value) =>
        work.One<long?>(
            "SELECT person_row FROM identity WHERE shop_row = @shopRow AND kind = @kind AND value = @value AND proof = 1",
            new
            {
                shopRow,
                kind,
                value,
            }
        );

    public static Task<Guid> IdOf(Work work, long personRow) =>
        work.One<Guid>("SELECT id FROM person WHERE row_id = @personRow", new { personRow });

    /// <returns>The row of the new person.</returns>
    public static Task<long> Insert(Work work, string name, DateTimeOffset now) =>
        work.One<long>(
            "INSERT INTO person (id, name, created_at) VALUES (@id, @name, @now) RETURNING row_id",
            new
            {
                id = Ids.New(now),
                name,
                now,
            }
        );

    /// <summary>Raises the access version; announce the change after the commit.</summary>
    public static Task AccessChanged(Work work, long personRow) =>
        work.Execute(
            "UPDATE person SET access_version = access_version + 1 WHERE row_id = @personRow",
            new { personRow }
        );

    /// <returns>The row of somebody without an account.</returns>
    public static async Task<long> InsertGuest(Work work, string name, DateTimeOffset now)
    {
        var row = await Insert(work, name, now);
        await work.Execute("UPDATE person SET is_guest = @yes WHERE row_id = @row", new { yes = true, row });

        return row;
    }

    /// <summary>The account that signs in with this address; null when there is none, also when a guest has proven it.</summary>
    public static Task<long?> Account(Work work, string email) => Proven(work, email, isGuest: false);

    /// <summary>The guest who has proven this address; null when there is none, also when an account has.</summary>
    public static Task<long?> Guest(Work work, string email) => Proven(work, email, isGuest: true);

    private static Task<long?> Proven(Work work, string email, bool isGuest) =>
        work.One<long?>(
            """
            SELECT person.row_id FROM identity JOIN person ON person.row_id = identity.person_row
            WHERE identity.shop_row = 0 AND identity.kind = 1 AND identity.value = @email AND identity.proof = 1
                AND person.is_guest = @isGuest
            """,
            new { email, isGuest }
        );

    /// <summary>Adds what a person is known by, or raises it from claimed to verified; never takes a proof away.</summary>
    /// <returns>False when another person has proven the same.</returns>
    public static async Task<bool> AddIdentity(
        Work work,
        long personRow,
        long shopRow,
        Identity identity,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            personRow,
            shopRow,
            identity.Kind,
            identity.Value,
            now,
        };
        await work.Execute(
            """
            INSERT INTO identity (shop_row, kind, value, person_row, proof, created_at)
            VALUES (@shopRow, @Kind, @Value, @personRow, 0, @now) ON CONFLICT DO NOTHING
            """,
            parameters
        );
        if (!identity.IsVerified)
            return true;

        await work.Execute(
            """
            UPDATE identity SET proof = 1
            WHERE person_row = @personRow AND shop_row = @shopRow AND kind = @Kind AND value = @Value AND proof = 0
                AND NOT EXISTS (SELECT 1 FROM identity other
                    WHERE other.shop_row = @shopRow AND other.kind = @Kind AND other.value = @Value AND other.proof = 1)
            """,
            parameters
        );

        return await ByIdentity(work, shopRow, identity.Kind, identity.Value) == personRow;
    }

    private static async Task<long> Create(Work work, long shopRow, PersonInShop person, DateTimeOffset now)
    {
        var row = await Insert(work, person.Name, now);
        var isFirst = await work.Execute(
            """
            INSERT INTO identity (shop_row, kind, value, person_row, proof, created_at)
            VALUES (@shopRow, @kind, @ExternalId, @row, 1, @now) ON CONFLICT DO NOTHING
            """,
            new
            {
                shopRow,
                kind = IdentityKind.ExternalId,
                person.ExternalId,
                row,
                now,
            }
        );
        if (isFirst == 1)
            return row;

        // Another node made the person meanwhile; the database waited for it to commit.
        await work.Execute("DELETE FROM person WHERE row_id = @row", new { row });

        return (await Find(work, shopRow, person.ExternalId))!.Value;
    }
}

/// <summary>What a person is known by. The numbers stand in the database.</summary>
public enum IdentityKind
{
    Email = 1,
    Phone = 2,

    /// <summary>The shop's own user id.</summary>
    ExternalId = 3,
}

/// <param name="Value">Folded.</param>
/// <param name="IsVerified">Proven, not only claimed. Only a proven one names the person.</param>
public sealed record Identity(IdentityKind Kind, string Value, bool IsVerified);
