using Parley.Kernel;
using Parley.Outbound;
using Parley.People.Links;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>The one mail that goes to an address that nobody has proven, whatever is asked in its name.</summary>
internal sealed class InquiryMails(Mailer mailer, LinkMails links, Clock clock)
{
    /// <summary>
    /// Has a link mailed that shows what waits for this address and sends it, unless one is out. Nothing that the guest wrote is
    /// in it: it may be somebody else's address.
    /// </summary>
    public async Task AskOnce(Work work, Guest guest, string business)
    {
        var now = clock.Now;
        var isFirst =
            await work.Execute(
                """
                INSERT INTO inquiry_mail (email, until) VALUES (@Email, @until)
                ON CONFLICT (email) DO UPDATE SET until = excluded.until WHERE inquiry_mail.until <= @now
                """,
                new
                {
                    guest.Email,
                    until = now + Inquiry.WaitsFor,
                    now,
                }
            ) == 1;
        var token = await Link.Make(
            work,
            LinkPurpose.Inquiry,
            personRow: null,
            new LinkData(guest.Email, guest.Name),
            now
        );
        await mailer.AddIf(
            work,
            isFirst,
            new Mail(
                guest.Email,
                "Confirm your message",
                $"""
                Somebody, perhaps you, wrote a message to {business} with this address. Open this link to read it, and to send it if it is yours:

                {links.AddressOf(token)}

                The link works once, for 24 hours. If this was not you, do nothing: without you nothing is sent.
                """
            )
        );
    }

    /// <summary>The address is proven: what is asked in its name later may be asked about again.</summary>
    public static Task Forget(Work work, string email) =>
        work.Execute("DELETE FROM inquiry_mail WHERE email = @email", new { email });
}
