using Parley.Kernel;
using Parley.Outbound;
using Parley.People.Links;
using Parley.Storage;

namespace Parley.Contact.Notices;

/// <summary>The words of the mail on something unread: who wrote, and a link. What was written stays here.</summary>
internal sealed class NoticeMails(Mailer mailer, PublicAddress address, LinkMails links, Clock clock)
{
    public async Task Unread(Work work, UnreadNotice notice)
    {
        var sender = notice.Sender ?? "Somebody";
        await mailer.Add(
            work,
            new Mail(
                notice.Email!,
                $"{sender} wrote to you",
                $"""
                {notice.Name}, {sender} wrote to you. Open this link to read it and to answer:

                {await Link(work, notice)}

                You get one mail for each conversation until you have read it.
                """
            )
        );
    }

    private async Task<string> Link(Work work, UnreadNotice notice)
    {
        if (notice.IsMember)
            return address.Of($"/inbox/all/{notice.ConversationId}");
        if (!notice.IsGuest)
            return address.Of($"/messages/{notice.ConversationId}");

        // Who has no account cannot sign in: the link does it, once, for a day; where it is spent, another can be had.
        var data = new LinkData(notice.Email!, ConversationId: notice.ConversationId);

        return links.AddressOf(
            await People.Links.Link.Make(work, LinkPurpose.Return, notice.PersonRow, data, clock.Now)
        );
    }
}
