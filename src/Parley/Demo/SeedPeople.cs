using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Demo;

/// <summary>Makes the people and businesses of the demo, with their addresses and the one password.</summary>
internal sealed class SeedPeople(Database database, Passwords passwords, Clock clock)
{
    public async Task Run(DemoMark mark, CancellationToken cancellationToken)
    {
        // One salt for all is enough for a password that all share; forty would take two seconds.
        var hash = await passwords.Hash(mark.Password, cancellationToken);
        await database.Write(work => Businesses(work, mark.ShopRow), cancellationToken);
        foreach (var person in DemoShop.People)
            await database.Write(work => Ensure(work, mark.ShopRow, person, hash), cancellationToken);
    }

    /// <summary>The demo people as they act in the installation's own app, by key.</summary>
    public Task<Dictionary<string, Actor>> Actors(DemoMark mark, CancellationToken cancellationToken) =>
        database.Read(
            async work =>
                (
                    await work.Query<ActorRow>(
                        """
                        SELECT identity.value AS key, person.row_id, person.id, person.name, person.is_admin, person.access_version
                        FROM identity JOIN person ON person.row_id = identity.person_row
                        WHERE identity.shop_row = @ShopRow AND identity.kind = 3
                        """,
                        mark
                    )
                ).ToDictionary(row => row.Key, row => row.Actor),
            cancellationToken
        );

    private async Task Businesses(Work work, long shopRow)
    {
        foreach (var business in DemoShop.Businesses)
            await Parley.People.Businesses.Ensure(
                work,
                shopRow,
                new BusinessInShop(business.Key, business.Name),
                clock.Now
            );
    }

    private async Task Ensure(Work work, long shopRow, DemoPerson person, string hash)
    {
        var row = await Persons.Ensure(
            work,
            shopRow,
            new PersonInShop(person.Key, person.Name, person.Email, EmailVerified: true),
            clock.Now
        );
        var email = new Identity(IdentityKind.Email, person.Email, IsVerified: true);
        await Persons.AddIdentity(work, row, Persons.Installation, email, clock.Now);
        await work.Execute(
            """
            UPDATE person SET password_hash = coalesce(password_hash, @hash), is_admin = @IsAdmin, locale = @Locale,
                time_zone = @TimeZone
            WHERE row_id = @row
            """,
            new
            {
                row,
                hash,
                person.IsAdmin,
                person.Locale,
                person.TimeZone,
            }
        );
        foreach (var membership in person.Memberships)
        {
            var business = await Parley.People.Businesses.Find(work, shopRow, membership.Business);
            await Members.Join(work, business!.Value, row, membership.Role, clock.Now);
        }
    }

    private sealed class ActorRow
    {
        public string Key { get; init; } = "";
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public bool IsAdmin { get; init; }
        public long AccessVersion { get; init; }

        public Actor Actor => new(RowId, Id, Name, Persons.Installation, false, IsAdmin, AccessVersion, 0);
    }
}
