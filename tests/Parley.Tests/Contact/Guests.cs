using System.Net.Http.Headers;
using Parley.Contact.Inquiries;
using Parley.Tests.Outbound;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Contact;

/// <summary>People without an account, in the words of the tests.</summary>
internal static class Guests
{
    /// <param name="about">A topic; general if null.</param>
    public static Task<HttpResponseMessage> Inquires(
        this Person visitor,
        TestBusiness business,
        string email,
        string body,
        object? about = null,
        string? subject = null,
        string? phone = null
    ) =>
        visitor.Posts(
            "/inquiries",
            new
            {
                businessId = business.Id,
                topic = about,
                name = visitor.Name,
                email,
                phone,
                subject,
                message = new { clientId = Guid.CreateVersion7(), body },
            }
        );

    public static async Task<InquiryView> Waits(this Task<HttpResponseMessage> inquiry)
    {
        var view = await inquiry.Read<InquiryView>();
        Assert.Equal(InquiryState.WaitsForProof, view.State);

        return view;
    }

    /// <summary>Opens the link in the newest mail to the address and sends what was chosen, on a device of its own.</summary>
    public static async Task<Person> Proves(this World world, string email, params Guid[] chosen)
    {
        var owner = world.Visitor();
        // A link to an account's password is not his way in.
        var mail = await Eventually.Is(
            () => Task.FromResult(world.MailsTo(email).LastOrDefault(mail => !mail.Contains("password"))),
            mail => mail is not null
        );
        var token = Outbox.TokenIn(mail!);
        var used = await owner.Posts($"/links/{token}", new { send = chosen });
        Assert.True(used.IsSuccessStatusCode, $"{used.StatusCode}: {await used.Content.ReadAsStringAsync()}");
        if (used.Headers.TryGetValues("Set-Cookie", out var cookies))
            owner.Http.DefaultRequestHeaders.Add("Cookie", cookies.Single().Split(';')[0]);

        return owner;
    }

    /// <summary>The same visitor, with the key of an inquiry as a session.</summary>
    public static Person With(this Person visitor, string key)
    {
        visitor.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        return visitor;
    }

    /// <summary>Where the inquiry stands, for who has this key.</summary>
    public static async Task<HttpResponseMessage> Follows(this Person visitor, Guid id, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/inquiries/{id}");
        if (key is not null)
            request.Headers.Add(ShowInquiryEndpoint.KeyHeader, key);

        return await visitor.Http.SendAsync(request);
    }
}
