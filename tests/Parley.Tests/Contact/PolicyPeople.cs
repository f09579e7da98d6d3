using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Contact;
using Parley.Kernel;
using Parley.People;
using Parley.People.Keys;
using Parley.Tests.Conversations;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>Somebody on two devices.</summary>
/// <param name="Widget">With what the widget has of him: a shop's word, or the key of a guest.</param>
public sealed record PolicyPerson(Person App, Person Widget);

/// <summary>A shop with one policy, and Blue Door in it.</summary>
/// <param name="SomebodyElses">A conversation that nobody in the table takes part in.</param>
public sealed record PolicyPlace(
    TestShop Shop,
    Person Server,
    TestBusiness BlueDoor,
    Person Bea,
    Guid SomebodyElses,
    MadeIdentityKey Key
);

/// <summary>A shop for each policy, and in each of them everybody that a customer can be to a business, made once.</summary>
public sealed class PolicyPeople : IAsyncLifetime
{
    // What is asked is who may; how often is asked elsewhere.
    private readonly World _world = new()
    {
        With =
        [
            "--Messaging:RatePerMinute=100000",
            "--Conversations:StartsPerHour=100000",
            "--Contact:StrangerStartsPerHour=100000",
            "--Contact:InquiriesPerHour=100000",
        ],
    };

    private readonly ConcurrentDictionary<(string, string), Task<PolicyPerson>> _people = new();
    private int _addresses;

    public IReadOnlyDictionary<string, PolicyPlace> Places { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        var places = new Dictionary<string, PolicyPlace>();
        foreach (var policy in Enum.GetValues<ContactPolicy>())
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(policy.ToString());
            places[name] = await Place(name);
        }
        Places = places;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>A new address.</summary>
    public string Email() => $"kim-{Interlocked.Increment(ref _addresses)}@example.com";

    public Task<PolicyPerson> Of(string policy, string relation) =>
        _people.GetOrAdd((policy, relation), _ => Make(Places[policy], relation));

    private async Task<PolicyPlace> Place(string policy)
    {
        var shop = await _world.Shop($"Shop of {policy}");
        await shop.Sets(new { listing = policy });
        var blueDoor = await _world.Business("Blue Door Ceramics", shop);
        var key = await (await _world.Admin())
            .Posts($"/shops/{shop.Id}/identity-keys", new { algorithm = "HS256" })
            .Read<MadeIdentityKey>();
        var dora = await _world.Customer("Dora", shop);
        var redBarn = await _world.Business("Red Barn", shop);

        return new PolicyPlace(
            shop,
            await shop.Server(),
            blueDoor,
            await _world.Member(blueDoor, "Bea"),
            await _world.Talk(dora, redBarn),
            key
        );
    }

    private async Task<PolicyPerson> Make(PolicyPlace place, string relation)
    {
        if (relation == "visitor")
            return new PolicyPerson(_world.Visitor("Kim"), await Exchanged(place, "kim", "not the shop's secret"));
        if (relation == "guest")
            return await Guest();

        var person = await _world.Customer(relation, place.Shop);
        switch (relation)
        {
            case "proven":
                await _world.Write((work, now) => Prove(work, person.Row, now));
                break;
            case "buyer" or "canceller" or "blocked buyer":
                await place.Server.Sells(person, place.BlueDoor);
                break;
            case "member":
                person = await _world.Member(place.BlueDoor, relation);
                break;
            case "admin":
                await _world.Database.Write(work =>
                    work.Execute(
                        "UPDATE person SET is_admin = @yes WHERE row_id = @Row",
                        new { yes = true, person.Row }
                    )
                );
                _world.Services.GetRequiredService<AccessChanges>().Person(person.Row);
                break;
        }
        if (relation == "canceller")
            await _world.Database.Write(work =>
                work.Execute("UPDATE orders SET status = 6 WHERE customer_row = @Row", new { person.Row })
            );
        if (relation.StartsWith("blocked", StringComparison.Ordinal))
        {
            // Only who has written is blocked.
            await _world.Talk(person, place.BlueDoor);
            var blocked = await place.Bea.Puts($"/businesses/{place.BlueDoor.Id}/blocks/{person.Id}", new { });
            Assert.True(blocked.IsSuccessStatusCode, blocked.StatusCode.ToString());
        }

        return new PolicyPerson(person, await Exchanged(place, person.ExternalId, place.Key.Secret!));
    }

    /// <summary>Who came by the link in a mail.</summary>
    private async Task<PolicyPerson> Guest()
    {
        var row = await _world.Write(
            async (work, now) =>
            {
                var guest = await Persons.InsertGuest(work, "Kim", now);
                await Prove(work, guest, now);

                return guest;
            }
        );
        var key = Token.New();
        await _world.Write(
            async (work, now) =>
            {
                await Sessions.StartGuest(work, key, row, Parley.Tests.People.Cast.Device, now);

                return true;
            }
        );

        return new PolicyPerson(await _world.SignedIn(row), _world.Visitor("Kim").With(key));
    }

    private static Task<bool> Prove(Parley.Storage.Work work, long personRow, DateTimeOffset now) =>
        Persons.AddIdentity(work, personRow, 0, new(IdentityKind.Email, $"{personRow}@example.com", true), now);

    /// <summary>A device of the widget; without a session where the shop's word is none.</summary>
    private async Task<Person> Exchanged(PolicyPlace place, string externalId, string secret)
    {
        var token = Tokens.Sign(
            """{"alg":"HS256","typ":"JWT"}""",
            JsonSerializer.Serialize(
                new
                {
                    iss = place.Key.Id,
                    aud = "parley",
                    sub = externalId,
                    name = externalId,
                    jti = Guid.CreateVersion7(),
                    exp = _world.Services.GetRequiredService<Clock>().Now.AddMinutes(1).ToUnixTimeSeconds(),
                }
            ),
            Encoding.UTF8.GetBytes(secret)
        );
        var device = _world.Visitor(externalId);
        var exchanged = await device.Posts("/session/exchange", new { token, shop = place.Shop.Id });
        var bearer = exchanged.IsSuccessStatusCode ? (await exchanged.Read<AccessTokenView>()).AccessToken : token;
        device.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);

        return device;
    }
}
