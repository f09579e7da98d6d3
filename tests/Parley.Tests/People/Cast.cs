using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.Contact;
using Parley.Kernel;
using Parley.People;
using Parley.People.Keys;
using Parley.Storage;

namespace Parley.Tests.People;

/// <summary>
/// The people of the tests: Alice and Carol buy, Bea and Ben work at Blue Door Ceramics, Vera visits, Mallory means harm, Ada
/// administers. Asking twice for the same name in the same shop gives the same person, on another device.
/// </summary>
public static class Cast
{
    public static async Task<TestShop> Shop(this World world, string name = "Market")
    {
        var row = await world.Write(
            async (work, now) =>
                await work.One<long?>("SELECT row_id FROM shop WHERE name = @name", new { name })
                ?? await Shops.Insert(work, name, now)
        );
        var id = await world.Database.Read(work =>
            work.One<Guid>("SELECT id FROM shop WHERE row_id = @row", new { row })
        );

        return new TestShop(world, row, id, name);
    }

    public static async Task<TestBusiness> Business(
        this World world,
        string name = "Blue Door Ceramics",
        TestShop? shop = null
    )
    {
        shop ??= await world.Shop();
        var externalId = name.ToLowerInvariant().Replace(' ', '-');
        var row = await world.Write(
            (work, now) => Businesses.Ensure(work, shop.Row, new BusinessInShop(externalId, name), now)
        );
        var id = await world.Database.Read(work =>
            work.One<Guid>("SELECT id FROM business WHERE row_id = @row", new { row })
        );

        return new TestBusiness(row, id, name, externalId, shop);
    }

    /// <summary>Somebody who buys, known to the shop by his name in lower case and signed in to the app.</summary>
    public static async Task<Person> Customer(this World world, string name, TestShop? shop = null)
    {
        shop ??= await world.Shop();
        var externalId = name.ToLowerInvariant();
        var row = await world.Write(
            (work, now) => Persons.Ensure(work, shop.Row, new PersonInShop(externalId, name), now)
        );

        return await world.SignedIn(row, externalId);
    }

    public static async Task<Person> Member(
        this World world,
        TestBusiness business,
        string name,
        MemberRole role = MemberRole.Agent
    )
    {
        var person = await world.Customer(name, business.Shop);
        if (await world.Write((work, now) => Members.Join(work, business.Row, person.Row, role, now)))
            world.Services.GetRequiredService<AccessChanges>().Person(person.Row);

        return person;
    }

    public static async Task<Person> Admin(this World world, string name = "Ada")
    {
        var person = await world.Customer(name);
        await world.Database.Write(work =>
            work.Execute("UPDATE person SET is_admin = @yes WHERE row_id = @Row", new { yes = true, person.Row })
        );
        world.Services.GetRequiredService<AccessChanges>().Person(person.Row);

        return person;
    }

    public const string Password = "correct horse battery";

    /// <summary>Somebody who signs in with this address, by <see cref="Password"/>.</summary>
    public static async Task<Person> Account(this World world, string email)
    {
        var person = await world.Customer(email.Split('@')[0]);
        var hash = await world.Services.GetRequiredService<Passwords>().Hash(Password, default);
        await world.Write(
            async (work, now) =>
            {
                await work.Execute(
                    "UPDATE person SET password_hash = @hash WHERE row_id = @Row",
                    new { hash, person.Row }
                );

                return await Persons.AddIdentity(work, person.Row, 0, new(IdentityKind.Email, email, true), now);
            }
        );

        return person;
    }

    internal static readonly Caller Device = new("192.0.2.1", "test");

    /// <summary>The same person with a session of his own on another device.</summary>
    public static async Task<Person> SignedIn(this World world, long personRow, string externalId = "")
    {
        var session = await world.Write(
            (work, now) => Sessions.Start(work, SessionKind.Cookie, personRow, 0, Device, now)
        );
        var who = await world.Database.Read(work =>
            work.One<Named>("SELECT id, name FROM person WHERE row_id = @personRow", new { personRow })
        );
        var person = new Person(world, who!.Id, personRow, who.Name, externalId);
        person.Http.DefaultRequestHeaders.Add("Cookie", $"parley={session.Token}");

        return person;
    }

    /// <summary>Somebody whom the server does not know.</summary>
    public static Person Visitor(this World world, string name = "Vera") => new(world, Guid.Empty, 0, name, "");

    internal static Task<T> Write<T>(this World world, Func<Work, DateTimeOffset, Task<T>> write) =>
        world.Database.Write(work => write(work, world.Services.GetRequiredService<Clock>().Now));

    private sealed class Named
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
    }
}

public sealed record TestBusiness(long Row, Guid Id, string Name, string ExternalId, TestShop Shop);

public sealed record TestShop(World World, long Row, Guid Id, string Name)
{
    /// <summary>The shop's own server, calling with a key; as one of the shop's people if one is named.</summary>
    public async Task<Person> Server(string? personExternalId = null)
    {
        var key = await World.Write((work, now) => ApiKeys.Make(work, Row, "test", now));
        var server = World.Visitor(Name);
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Key);
        if (personExternalId is not null)
            server.Http.DefaultRequestHeaders.Add("Parley-Person", personExternalId);

        return server;
    }

    /// <summary>Who may write a first message about what.</summary>
    public async Task Sets(object policies) =>
        await (await Server()).Patches($"/shops/{Id}/contact-policies", policies).Read<ContactPolicies>();
}

/// <summary>Somebody with a device: his cookie and nothing else goes with each request.</summary>
public sealed class Person(World world, Guid id, long row, string name, string externalId)
{
    public static readonly JsonSerializerOptions Json = Options();

    public Guid Id => id;

    public long Row => row;

    public string Name => name;

    public string ExternalId => externalId;

    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = world.Address };

    public Task<HttpResponseMessage> Gets(string path) => Http.GetAsync($"/api/v1{path}");

    public Task<HttpResponseMessage> Posts(string path, object? body = null) =>
        Http.PostAsync($"/api/v1{path}", Content(body));

    public Task<HttpResponseMessage> Puts(string path, object body) => Http.PutAsync($"/api/v1{path}", Content(body));

    public Task<HttpResponseMessage> Patches(string path, object body) =>
        Http.PatchAsync($"/api/v1{path}", Content(body));

    public Task<HttpResponseMessage> Deletes(string path) => Http.DeleteAsync($"/api/v1{path}");

    /// <summary>A string is sent as it is, anything else as JSON.</summary>
    private static HttpContent? Content(object? body) =>
        body switch
        {
            null => null,
            string raw => new StringContent(raw, new MediaTypeHeaderValue("application/json")),
            _ => JsonContent.Create(body, options: Json),
        };

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        KernelModule.Configure(options);

        return options;
    }
}

public static class Answers
{
    public static async Task<T> Read<T>(this Task<HttpResponseMessage> answer) => await (await answer).Read<T>();

    public static async Task<T> Read<T>(this HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");

        return (await answer.Content.ReadFromJsonAsync<T>(Person.Json))!;
    }

    /// <summary>The answer's problem code; empty when it is not a problem.</summary>
    public static async Task<string> Code(this Task<HttpResponseMessage> answer) => await (await answer).Code();

    /// <inheritdoc cref="Code(Task{HttpResponseMessage})"/>
    public static async Task<string> Code(this HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!
            : "";
}
