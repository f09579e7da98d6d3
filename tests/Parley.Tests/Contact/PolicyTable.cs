namespace Parley.Tests.Contact;

/// <summary>
/// What each contact policy means for whom, in one place: the reason why he may not open a conversation, or nothing where he may.
/// A word that is no reason of <c>contact_not_allowed</c> is the code of another problem.
/// </summary>
internal static class PolicyTable
{
    private const string May = "";
    private const string SignIn = "sign_in_required";
    private const string Proof = "email_proof_required";
    private const string Purchase = "purchase_required";
    private const string Closed = "closed";
    private const string Blocked = "blocked";
    private const string Nobody = "unauthenticated";
    private const string Own = "forbidden";

    private static readonly string[] Columns = ["buyers", "signed_in", "verified_email", "closed", "anyone"];

    private static readonly (string Relation, string[] Answers)[] Rows =
    [
        // Somebody without a session and a guest who has proven his address.
        ("visitor", [Nobody, Nobody, Nobody, Nobody, Nobody]),
        ("guest", [SignIn, SignIn, May, Closed, May]),
        ("stranger", [Purchase, May, Proof, Closed, May]),
        ("proven", [Purchase, May, May, Closed, May]),
        ("buyer", [May, May, Proof, Closed, May]),
        ("canceller", [Purchase, May, Proof, Closed, May]),
        ("blocked stranger", [Blocked, Blocked, Blocked, Blocked, Blocked]),
        ("blocked buyer", [Blocked, Blocked, Blocked, Blocked, Blocked]),
        // A business does not write to itself, and who runs the marketplace is a customer like any other.
        ("member", [Own, Own, Own, Own, Own]),
        ("admin", [Purchase, May, Proof, Closed, May]),
    ];

    public static IEnumerable<string> Relations => Rows.Select(row => row.Relation);

    public static IEnumerable<(string Policy, string Relation, string Answer)> Cells =>
        from row in Rows
        from column in Columns.Zip(row.Answers)
        select (column.First, row.Relation, column.Second);
}
