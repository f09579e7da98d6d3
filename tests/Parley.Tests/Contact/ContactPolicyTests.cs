using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Contact;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>Every policy, for every relation of a customer to a business, about everything that can be written about.</summary>
public sealed class ContactPolicyTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private static int _worlds;
    private TestShop _shop = null!;
    private Person _server = null!;
    private TestBusiness _blueDoor = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await world.Shop($"Policies {Interlocked.Increment(ref _worlds)}");
        _server = await _shop.Server();
        _blueDoor = await world.Business("Blue Door Ceramics", _shop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, string, string, string> Table()
    {
        var table = new TheoryData<string, string, string, string>();
        foreach (var kind in (string[])["listing", "service", "general"])
        foreach (var (policy, relation, answer) in PolicyTable.Cells)
            if (relation is "stranger" or "proven" or "buyer" or "canceller")
                table.Add(kind, policy, relation, answer);

        return table;
    }

    /// <summary>By the customer himself, by the shop's server for him, and in what the list of contacts promises him.</summary>
    [Theory]
    [MemberData(nameof(Table))]
    [Covers("S0-11", "S2-115")]
    public async Task A_customer_opens_a_conversation_exactly_where_the_policy_lets_him(
        string kind,
        string policy,
        string relation,
        string refusal
    )
    {
        await _shop.Sets(
            new
            {
                order = "closed",
                listing = "closed",
                service = "closed",
                general = "closed",
            }
        );
        await _shop.Sets(new Dictionary<string, string> { [kind] = policy });
        var customer = await Customer(relation);
        object topic = kind switch
        {
            "general" => new { kind },
            _ => new { kind, id = await _server.Offers(_blueDoor, $"{kind}s", "Blue vase") },
        };
        var request = new { topic, businessId = _blueDoor.Id };

        var promised = (await Contacts(customer)).Where(contact => contact.IsContactable);
        var byShop = await (await _shop.Server(customer.ExternalId)).Posts("/conversations", request);
        var byHimself = await customer.Posts("/conversations", request);

        Assert.Equal(refusal, await Reason(byShop));
        Assert.Equal(refusal, await Reason(byHimself));
        // Who has an order may write about that in any case.
        Assert.Equal(
            refusal == "" || relation is "buyer" or "canceller",
            promised.Any(contact => contact.Business.Id == _blueDoor.Id)
        );
        Assert.Equal(
            [
                .. relation is "buyer" or "canceller" ? ["order"] : Array.Empty<string>(),
                .. refusal == "" ? [kind] : Array.Empty<string>(),
            ],
            promised
                .Where(contact => contact.Business.Id == _blueDoor.Id)
                .SelectMany(contact => contact.Takes)
                .Select(taken => taken.ToString().ToLowerInvariant())
        );
    }

    [Fact]
    [Covers("S0-9")]
    public async Task The_contacts_say_whom_he_has_contacted_and_whom_he_may_contact()
    {
        var green = await world.Business($"Green Gate {_worlds}", _shop);
        await world.Business($"Silent {_worlds}", _shop);
        var vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        await _server.Offers(green, "services", "Gardening");
        var alice = await Customer("stranger");
        await alice.Asks(_blueDoor, "listing", vase, "Is it blue?");

        Assert.Equal([(green.Id, false, true), (_blueDoor.Id, true, true)], await Known(alice));
        Assert.Equal([(_blueDoor.Id, true, true)], await Known(alice, "?filter=contacted"));

        await _shop.Sets(new { listing = "closed" });
        Assert.Equal([(green.Id, false, true), (_blueDoor.Id, true, false)], await Known(alice));
        Assert.Equal([(green.Id, false, true)], await Known(alice, "?filter=contactable"));
    }

    [Fact]
    public async Task Contacts_are_found_by_a_part_of_the_name_in_which_no_character_is_special()
    {
        var odd = await Named("50%_Off");
        var plain = await Named("Fifty Off");
        var large = await Named("ÉTÉ & Söhne");
        await _shop.Sets(new { general = "signed_in" });
        var alice = await Customer("stranger");

        async Task<Guid[]> Found(string part) =>
            [
                .. (await Contacts(alice, $"?q={Uri.EscapeDataString(part)}"))
                    .Select(contact => contact.Business.Id)
                    .Intersect([odd, plain, large]),
            ];
        Assert.Equal([plain, odd], await Found("oFF"));
        Assert.Equal([odd], await Found("50%_o"));
        Assert.Equal([odd], await Found("%"));
        Assert.Equal([odd], await Found("_"));
        Assert.Empty(await Found(@"\"));
        Assert.Equal([large], await Found("été & SÖ"));

        var renamed = await _server.Puts("/businesses/Fifty Off", new { name = "Half Price" });
        Assert.True(renamed.IsSuccessStatusCode);
        Assert.Equal([plain], await Found("half pr"));
        Assert.Equal([odd], await Found("off"));
    }

    /// <summary>Pushed by the shop, which calls it so itself.</summary>
    private async Task<Guid> Named(string name) =>
        (await _server.Puts($"/businesses/{Uri.EscapeDataString(name)}", new { name }).Read<PushedView>()).Id;

    [Fact]
    public async Task What_is_open_goes_on_after_the_policy_was_closed()
    {
        var vase = await _server.Offers(_blueDoor, "listings", "Blue vase");
        var alice = await Customer("stranger");
        await alice.Asks(_blueDoor, "listing", vase, "Is it blue?");
        await _shop.Sets(new { listing = "closed" });

        var again = await alice.Asks(_blueDoor, "listing", vase, "And is it a vase?");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Only_the_shop_itself_and_who_runs_the_marketplace_see_and_change_its_policies()
    {
        var path = $"/shops/{_shop.Id}/contact-policies";
        var other = await (await world.Shop($"Other {_worlds}")).Server();
        var bea = await world.Member(_blueDoor, $"Bea {_worlds}", MemberRole.Owner);
        foreach (var nobody in new[] { other, bea })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await nobody.Gets(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await nobody.Patches(path, new { listing = "closed" })).StatusCode);
        }

        var ada = await world.Admin();
        Assert.Equal(new ContactPolicies(), await ada.Gets(path).Read<ContactPolicies>());
        var changed = await ada.Patches(path, new { general = "buyers" }).Read<ContactPolicies>();
        Assert.Equal(new ContactPolicies { General = ContactPolicy.Buyers }, changed);
        Assert.Equal(changed, await _server.Gets(path).Read<ContactPolicies>());
    }

    [Theory]
    [InlineData("""{"topic":{"kind":"general","id":"0197f5a2-0000-7000-8000-000000000000"},"businessId":"BUSINESS"}""")]
    [InlineData("""{"topic":{"kind":"listing"},"businessId":"BUSINESS"}""")]
    public async Task A_topic_has_an_id_unless_it_is_general(string body)
    {
        var alice = await Customer("stranger");

        var answer = await alice.Posts(
            "/conversations",
            body.Replace("BUSINESS", _blueDoor.Id.ToString(), StringComparison.Ordinal)
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<Person> Customer(string relation)
    {
        var person = await world.Customer($"{relation} {Interlocked.Increment(ref _worlds)}", _shop);
        if (relation == "proven")
            await world.Write(
                (work, now) =>
                    Persons.AddIdentity(
                        work,
                        person.Row,
                        0,
                        new(IdentityKind.Email, $"{person.Row}@example.com", true),
                        now
                    )
            );
        if (relation is "buyer" or "canceller")
            await _server.Sells(person, _blueDoor);
        if (relation == "canceller")
            await world.Database.Write(work =>
                work.Execute("UPDATE orders SET status = 6 WHERE customer_row = @Row", new { person.Row })
            );

        return person;
    }

    private static async Task<IReadOnlyList<ContactView>> Contacts(Person person, string query = "") =>
        (await person.Gets($"/contacts{query}").Read<Page<ContactView>>()).Items;

    /// <summary>Of this shop's businesses; the app shows those of all shops.</summary>
    private async Task<IEnumerable<(Guid, bool, bool)>> Known(Person person, string query = "")
    {
        var ours = await world.Database.Read(work =>
            work.Query<Guid>(
                """
                SELECT id FROM business
                WHERE row_id IN (SELECT business_row FROM business_in_shop WHERE shop_row = @Row)
                """,
                new { _shop.Row }
            )
        );

        return (await Contacts(person, query))
            .Where(contact => ours.Contains(contact.Business.Id))
            .Select(contact => (contact.Business.Id, contact.IsContacted, contact.IsContactable));
    }

    /// <returns>Empty when the conversation is there.</returns>
    private static async Task<string> Reason(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return "";

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("contact_not_allowed", problem.GetProperty("code").GetString());

        return problem.GetProperty("reason").GetString()!;
    }
}
