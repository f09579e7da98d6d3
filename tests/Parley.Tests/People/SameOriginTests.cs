using System.Net;
using System.Net.Http.Json;

namespace Parley.Tests.People;

public sealed class SameOriginTests(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "http://127.0.0.1.evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_cannot_act_with_Alices_cookie(string header, string value)
    {
        var alice = await world.Customer("Alice");

        var answer = await Send(alice, HttpMethod.Patch, "/api/v1/me", header, value);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("forbidden", await answer.Code());
    }

    [Theory]
    [InlineData("POST", "/api/v1/session")]
    [InlineData("DELETE", "/api/v1/session")]
    [InlineData("GET", "/live")]
    public async Task Another_site_can_neither_sign_a_visitor_in_or_out_nor_open_his_live_connection(
        string method,
        string path
    )
    {
        var alice = await world.Customer("Alice");

        var answer = await Send(alice, new HttpMethod(method), path, "Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await alice.Gets("/me")).StatusCode);
    }

    [Fact]
    public async Task Our_own_page_may_act_and_a_link_from_elsewhere_may_read()
    {
        var alice = await world.Customer("Alice");

        var own = await Send(
            alice,
            HttpMethod.Patch,
            "/api/v1/me",
            "Origin",
            world.Address.GetLeftPart(UriPartial.Authority)
        );
        var fetched = await Send(alice, HttpMethod.Patch, "/api/v1/me", "Sec-Fetch-Site", "same-origin");
        var link = await Send(alice, HttpMethod.Get, "/api/v1/me", "Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, fetched.StatusCode);
        Assert.Equal(HttpStatusCode.OK, link.StatusCode);
        Assert.False(link.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_form_of_another_site_cannot_pass_for_JSON()
    {
        var alice = await world.Customer("Alice");

        var answer = await alice.Http.PatchAsync("/api/v1/me", new StringContent("{\"name\":\"Owned\"}"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> Send(
        Person person,
        HttpMethod method,
        string path,
        string header,
        string value
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(header, value);
        if (method != HttpMethod.Get)
            request.Content = JsonContent.Create(new { name = person.Name });

        return await person.Http.SendAsync(request);
    }
}
