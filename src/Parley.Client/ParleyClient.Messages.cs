namespace Parley.Client;

public sealed partial class ParleyClient
{
    /// <summary>
    /// Lists messages, always oldest first: the newest page, the page before a message, or the page after one.
    /// </summary>
    /// <param name="before">The id of a message; not together with <paramref name="after"/>.</param>
    /// <param name="limit">1 to 100; the server's default is 30.</param>
    public Task<Page<MessageView>> ListMessages(
        Guid conversationId,
        Guid? before = null,
        Guid? after = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        Get<Page<MessageView>>(
            $"conversations/{conversationId}/messages" + Query(("before", before), ("after", after), ("limit", limit)),
            cancellationToken
        );

    /// <summary>Lists what a customer and a business said in all their conversations, the newest first.</summary>
    /// <param name="customerId">For members of the business; the caller himself when null.</param>
    /// <param name="before">The <c>next</c> of the page before.</param>
    public Task<Page<MessageView>> ListMessagesBetween(
        Guid businessId,
        Guid? customerId = null,
        string? before = null,
        int? limit = null,
        CancellationToken cancellationToken = default
    ) =>
        Get<Page<MessageView>>(
            $"businesses/{businessId}/messages" + Query(("customer", customerId), ("before", before), ("limit", limit)),
            cancellationToken
        );

    /// <summary>Shows one message.</summary>
    public Task<MessageView> GetMessage(Guid messageId, CancellationToken cancellationToken = default) =>
        Get<MessageView>($"messages/{messageId}", cancellationToken);

    /// <summary>Sends a message; when this returns, it is on the server's disk.</summary>
    /// <param name="clientId">
    /// Makes repeating harmless: after a lost answer send again under the same id. Made here when null; then a lost answer cannot be
    /// repeated safely.
    /// </param>
    /// <param name="audience">One of <see cref="AudienceView.Kind"/>; everyone when null.</param>
    /// <param name="replyTo">A message of the same conversation that it quotes.</param>
    public Task<MessageView> Send(
        Guid conversationId,
        string body,
        Guid? clientId = null,
        string? audience = null,
        Guid? replyTo = null,
        CancellationToken cancellationToken = default
    ) =>
        Post<MessageView>(
            $"conversations/{conversationId}/messages",
            new
            {
                body,
                clientId = clientId ?? Guid.CreateVersion7(),
                audience = Name(audience),
                replyTo,
            },
            cancellationToken
        );
}
