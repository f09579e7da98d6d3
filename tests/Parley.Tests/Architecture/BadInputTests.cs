using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Tests.Conversations;
using Parley.Tests.People;

namespace Parley.Tests.Architecture;

/// <summary>
/// Every request body that the server describes, with something wrong in it: a problem with a code, never a 500. The list is the
/// server's own description. (Seen to fail with a request record that lacked its NothingReserved line.)
/// </summary>
public sealed class BadInputTests(World world) : IClassFixture<World>, IAsyncLifetime
{
    private JsonNode _api = null!;
    private IReadOnlyList<HttpClient> _callers = [];

    public async ValueTask InitializeAsync()
    {
        _api = JsonNode.Parse(await world.Http.GetStringAsync("/openapi/v1.json"))!;
        var shop = await world.Shop();
        _callers = [(await world.Admin()).Http, (await shop.Server()).Http];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    [Covers("S0-2", "S1-70")]
    public async Task A_member_of_the_wrong_type_is_refused_with_a_code()
    {
        foreach (var (method, path, schema) in Bodies())
        foreach (var (name, property) in Properties(schema))
        {
            var body = Sample(schema).AsObject();
            body[name] = TypeOf(property) == "string" ? 12345 : "a string";
            await AssertRefused(method, path, body.ToJsonString(), name);
        }
    }

    [Fact]
    [Covers("S0-2", "S3-51")]
    public async Task A_text_that_is_too_long_is_refused_with_a_code()
    {
        foreach (var (method, path, schema) in Bodies())
        foreach (var (name, property) in Properties(schema))
        {
            if (TypeOf(property) != "string" || property["enum"] is not null)
                continue;
            var body = Sample(schema).AsObject();
            body[name] = new string('x', 200_000);
            await AssertRefused(method, path, body.ToJsonString(), name);
        }
    }

    [Theory]
    [InlineData("senderId")]
    [InlineData("seq")]
    [InlineData("channel")]
    [InlineData("shopId")]
    [Covers("S4-80", "S0-2", "S4-63")]
    public async Task What_only_the_server_sets_is_refused_by_name(string reserved)
    {
        foreach (var (method, path, schema) in Bodies())
        {
            // It is not there at all without demo data, whatever is asked of it.
            if (path.StartsWith("/api/v1/demo/", StringComparison.Ordinal))
                continue;
            var body = Sample(schema).AsObject();
            body[reserved] = "x";
            var answer = await AssertRefused(method, path, body.ToJsonString(), reserved);
            Assert.True(answer.Contains($"Only the server sets '{reserved}'"), $"{method} {path}: {body}: {answer}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public async Task What_is_not_valid_JSON_text_is_refused_with_a_code(string body)
    {
        foreach (var (method, path, _) in Bodies())
            await AssertRefused(method, path, body, body);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("a\\u0000b")]
    [InlineData("\\u200b\\u2060 ")]
    [Covers("S1-70")]
    public async Task Text_that_cannot_be_kept_or_does_not_show_is_refused(string text)
    {
        var alice = await world.Customer("Alice");
        var talk = await world.Talk(alice, await world.Business());
        var answer = await alice.Posts(
            $"/conversations/{talk}/messages",
            $$"""{"clientId":"{{Guid.CreateVersion7()}}","body":"{{text}}"}"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.Code());
    }

    [Fact]
    public async Task Text_of_an_address_that_cannot_be_kept_is_refused_by_its_name()
    {
        var asked = new List<string>();
        foreach (var (path, operations) in _api["paths"]!.AsObject())
        foreach (var parameter in operations!["get"]?["parameters"]?.AsArray() ?? [])
        {
            var name = $"{parameter!["name"]}";
            if ($"{parameter["in"]}" != "query" || TypeOf(Resolved(parameter["schema"]!)) != "string")
                continue;
            var address = $"{Regex.Replace(path, @"\{[^}]+\}", $"{Guid.CreateVersion7()}")}?{name}=a%00b";
            foreach (var caller in _callers)
            {
                var answer = await caller.GetAsync(address);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{address}: {answer.StatusCode} {text}");
                var problem = JsonNode.Parse(text)!;
                Assert.Equal("invalid_request", $"{problem["code"]}");
                Assert.NotNull(problem["errors"]![name]);
            }

            asked.Add($"{path} {name}");
        }

        Assert.Equal(6, asked.Count(query => query.EndsWith(" q", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, (await _callers[0].GetAsync("/api/v1/orders/a%00b")).StatusCode);
    }

    [Fact]
    public async Task Ten_megabytes_are_too_large_and_another_media_type_is_not_taken()
    {
        var alice = await world.Customer("Alice");
        var path = $"/api/v1/conversations/{Guid.CreateVersion7()}/messages";

        var large = new StringContent(
            $"{{\"body\":\"{new string('x', 10 << 20)}\"}}",
            Encoding.UTF8,
            "application/json"
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = large };
        request.Headers.ExpectContinue = true;
        var answer = await alice.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("too_large", await answer.Code());

        answer = await alice.Http.PostAsync(path, new StringContent("body=hello", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("unsupported_media_type", await answer.Code());
    }

    private IEnumerable<(string Method, string Path, JsonNode Schema)> Bodies()
    {
        foreach (var (path, operations) in _api["paths"]!.AsObject())
        foreach (var (method, operation) in operations!.AsObject())
            if (operation!["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
                yield return (method.ToUpperInvariant(), path, Resolved(schema));
    }

    private JsonNode Resolved(JsonNode schema)
    {
        while (true)
        {
            if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray either)
                schema = either.First(one => one!["type"]?.ToString() != "null")!;
            else if (schema["$ref"] is { } reference)
                schema = _api["components"]!["schemas"]![reference.ToString().Split('/')[^1]]!;
            else
                return schema;
        }
    }

    private IEnumerable<(string Name, JsonNode Property)> Properties(JsonNode schema) =>
        schema["properties"]?.AsObject().Select(property => (property.Key, Resolved(property.Value!))) ?? [];

    private static string TypeOf(JsonNode schema) =>
        schema["enum"] is not null ? "string"
        : schema["type"] is JsonArray types ? types.Select(type => type!.ToString()).First(type => type != "null")
        : schema["type"]?.ToString() ?? "object";

    /// <summary>A body that keeps to the description, with what must be there.</summary>
    private JsonNode Sample(JsonNode schema)
    {
        if (schema["enum"] is JsonArray words)
            return words[0]!.DeepClone();
        var sample = new JsonObject();
        switch (TypeOf(schema))
        {
            case "string":
                return SampleText(schema);
            case "integer" or "number":
                return 1;
            case "boolean":
                return true;
            case "array":
                var items = new JsonArray();
                if ((schema["minItems"]?.GetValue<int>() ?? 0) > 0)
                    items.Add(Sample(Resolved(schema["items"]!)));
                return items;
        }

        var required = schema["required"]?.AsArray().Select(name => name!.ToString()).ToHashSet() ?? [];
        foreach (var (name, property) in Properties(schema))
            if (required.Contains(name))
                sample[name] = name == "currency" ? "EUR" : Sample(property);

        return sample;
    }

    private static JsonValue SampleText(JsonNode schema) =>
        schema["format"]?.ToString() switch
        {
            "uuid" => JsonValue.Create(Guid.CreateVersion7().ToString()),
            "date-time" => JsonValue.Create("2026-01-02T03:04:05.000Z"),
            "email" => JsonValue.Create("ada@example.com"),
            "uri" => JsonValue.Create("https://example.com/"),
            _ => JsonValue.Create(new string('a', Math.Max(12, schema["minLength"]?.GetValue<int>() ?? 0))),
        };

    private async Task<string> AssertRefused(string method, string path, string body, string what)
    {
        var address = Regex.Replace(path, @"\{[^}]+\}", Guid.CreateVersion7().ToString());
        var refusals = new List<string>();
        foreach (var caller in _callers)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            var answer = await caller.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(
                (int)answer.StatusCode is >= 400 and < 500,
                $"{method} {path} with {what}: {answer.StatusCode} {text}"
            );
            Assert.NotEqual("", JsonNode.Parse(text)!["code"]!.ToString());
            refusals.Add(text);
        }

        // Of two callers one is the wrong kind for most doors; what the other is told is about the body.
        return refusals.Find(refusal => refusal.Contains("invalid_request")) ?? refusals[^1];
    }
}
