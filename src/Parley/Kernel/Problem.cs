namespace Parley.Kernel;

/// <summary>
/// What can be wrong with a request, as RFC 9457 shows it. A closed list: clients switch on <see cref="Code"/>, never on text.
/// </summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable, snake case.</param>
/// <param name="Title">One sentence for a person.</param>
public sealed record Problem(int Status, string Code, string Title)
{
    public static readonly Problem InvalidRequest = new(400, "invalid_request", "The request is not valid.");
    public static readonly Problem Unauthenticated = new(401, "unauthenticated", "Sign in first.");
    public static readonly Problem Forbidden = new(403, "forbidden", "You may not do this.");
    public static readonly Problem NotAParty = new(403, "not_a_party", "You do not take part in this conversation.");
    public static readonly Problem AudienceNotAllowed = new(
        403,
        "audience_not_allowed",
        "You may not write to this audience."
    );
    public static readonly Problem ContactNotAllowed = new(
        403,
        "contact_not_allowed",
        "You may not write to this business."
    );
    public static readonly Problem NotFound = new(404, "not_found", "There is nothing here.");
    public static readonly Problem MethodNotAllowed = new(405, "method_not_allowed", "This cannot be done here.");
    public static readonly Problem IdempotencyMismatch = new(
        409,
        "idempotency_mismatch",
        "Another request was sent under this id."
    );
    public static readonly Problem ConversationClosed = new(409, "conversation_closed", "The conversation is closed.");
    public static readonly Problem StatusConflict = new(409, "status_conflict", "The status has changed meanwhile.");
    public static readonly Problem Stale = new(412, "stale", "This has changed since you read it.");
    public static readonly Problem TooLarge = new(413, "too_large", "The request is too large.");
    public static readonly Problem UnsupportedMediaType = new(415, "unsupported_media_type", "Send application/json.");
    public static readonly Problem AttachmentRefused = new(422, "attachment_refused", "The file was not accepted.");
    public static readonly Problem WithheldByRule = new(422, "withheld_by_rule", "The message was not accepted.");
    public static readonly Problem RateLimited = new(429, "rate_limited", "Too many requests. Try again later.");
    public static readonly Problem QuotaExceeded = new(429, "quota_exceeded", "The quota is used up.");
    public static readonly Problem Internal = new(500, "internal", "Something went wrong on our side.");
    public static readonly Problem Unavailable = new(503, "unavailable", "Try again in a moment.");
    public static readonly Problem StorageFull = new(
        507,
        "storage_full",
        "The server has no space left. Nothing was stored."
    );

    /// <summary>Every problem that an answer may carry, in the order of their status.</summary>
    public static readonly IReadOnlyList<Problem> All =
    [
        InvalidRequest,
        Unauthenticated,
        Forbidden,
        NotAParty,
        AudienceNotAllowed,
        ContactNotAllowed,
        NotFound,
        MethodNotAllowed,
        IdempotencyMismatch,
        ConversationClosed,
        StatusConflict,
        Stale,
        TooLarge,
        UnsupportedMediaType,
        AttachmentRefused,
        WithheldByRule,
        RateLimited,
        QuotaExceeded,
        Internal,
        Unavailable,
        StorageFull,
    ];

    /// <summary>The problem that stands for a bare HTTP status, as the framework answers it.</summary>
    public static Problem OfStatus(int status) =>
        status == Forbidden.Status
            ? Forbidden
            : All.FirstOrDefault(problem => problem.Status == status) ?? (status >= 500 ? Internal : InvalidRequest);
}

/// <summary>A rule does not hold; the caller gets <see cref="Problem"/>.</summary>
public class RuleBrokenException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;

    /// <summary>Why, as a stable word, where the problem has reasons (<c>purchase_required</c> …).</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence about this very case.</summary>
    public string? Detail { get; init; }

    /// <summary>When trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What is wrong with which field of the request.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public static void Unless(bool holds, Problem problem)
    {
        if (!holds)
            throw new RuleBrokenException(problem);
    }

    /// <summary>A request whose <paramref name="field"/> cannot be accepted.</summary>
    public static RuleBrokenException Field(string field, string message) =>
        new(Problem.InvalidRequest) { Errors = new Dictionary<string, string[]> { [field] = [message] } };
}
