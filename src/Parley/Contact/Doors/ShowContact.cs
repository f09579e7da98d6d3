using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact.Doors;

/// <summary>What a page's visitor would write about.</summary>
public sealed record ContactQuery
{
    /// <summary>With it the reference is the shop's own id of the thing, without it ours.</summary>
    public Guid? ShopId { get; init; }

    /// <summary>Of an order with several sellers: which; the seller of its first item if left out.</summary>
    public Guid? BusinessId { get; init; }

    /// <summary>The same by the shop's own id of the business.</summary>
    [ExternalId]
    public string? Business { get; init; }
}

/// <summary>What a button on a page needs to know before somebody writes.</summary>
/// <param name="Topic">As it is now.</param>
/// <param name="Business">Who gets the message.</param>
/// <param name="MaxLength">Of a first message from a page, in UTF-16 code units.</param>
/// <param name="Reveals">Which of <c>phone</c> and <c>email</c> the caller may ask to be shown.</param>
/// <param name="Refusal">Why he may not write, as the reasons of <c>contact_not_allowed</c>; absent when he may.</param>
/// <param name="TakesInquiries">Somebody without an account may write all the same, by an inquiry.</param>
/// <param name="ConversationId">They talk about it already.</param>
public sealed record ContactDoorView(
    TopicView Topic,
    BusinessView Business,
    int MaxLength,
    IReadOnlyList<string> Reveals,
    string? Refusal = null,
    bool TakesInquiries = false,
    Guid? ConversationId = null
);

internal static class ShowContactEndpoint
{
    public static void MapShowContact(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/contact/{kind}/{reference}", Handle)
            .WithName("ShowContact")
            .WithTags("Contact")
            .For(Access.Anyone, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    /// <summary>Shows whom one would write to about a thing, and whether one may; also to those who are not signed in.</summary>
    internal static async Task<Results<Ok<ContactDoorView>, NotFound>> Handle(
        string kind,
        [ExternalId] string reference,
        [AsParameters] ContactQuery query,
        HttpContext context,
        Database database
    )
    {
        var actor = Actor.Of(context);
        var door = await database.Read(
            async work =>
                await Target.Find(work, actor, kind, reference, query) is { } target
                    ? await View(work, actor, target)
                    : null,
            context.RequestAborted
        );

        return door is null ? TypedResults.NotFound() : TypedResults.Ok(door);
    }

    private static async Task<ContactDoorView> View(Work work, Actor? actor, Target target)
    {
        var policy = (await ContactPolicies.Of(work, target.ShopRow)).For(target.Kind);
        var known = actor is { PersonRow: not 0 } ? actor : null;
        var refusal = known is null
            ? MayContact.RefusalOfGuest(policy)
            : await MayContact.Refusal(work, known, target.Kind, policy, target.ShopRow, target.BusinessRow);
        var conversationId = known is null ? null : await ConversationOf(work, known, target);

        return new ContactDoorView(
            target.View,
            new BusinessView(target.BusinessId, target.BusinessName),
            InquiryMessage.MaxLength,
            await BusinessContact.Of(work, known, target) is { } contact ? contact.Kinds : [],
            // Who talks already goes on, whatever the policy has become.
            conversationId is null
            || refusal == Blocks.Reason
                ? refusal
                : null,
            TakesInquiries: known is null && refusal is null or MayContact.EmailProofRequired,
            conversationId
        );
    }

    private static Task<Guid?> ConversationOf(Work work, Actor customer, Target target) =>
        work.One<Guid?>(
            """
            SELECT id FROM conversation
            WHERE shop_row = @ShopRow AND topic_kind = @Kind AND topic_id = @topicId AND topic_key = ''
                AND customer_row = @PersonRow AND business_row = @BusinessRow
            """,
            new
            {
                target.ShopRow,
                target.Kind,
                topicId = target.Topic?.Id ?? Guid.Empty,
                customer.PersonRow,
                target.BusinessRow,
            }
        );
}
