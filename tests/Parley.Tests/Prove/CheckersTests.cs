using Parley.Prove;
using Parley.Prove.Record;

namespace Parley.Tests.Prove;

/// <summary>A checker that cannot fail proves nothing: each one finds the violation that it is there for.</summary>
public sealed class CheckersTests
{
    private static readonly Guid Talk = Guid.CreateVersion7();
    private static readonly StoredMessage First = AMessage(1);
    private static readonly StoredMessage Second = AMessage(2);
    private static readonly StoredMessage Third = AMessage(3);

    [Fact]
    public void A_history_in_which_all_went_well_has_no_violation()
    {
        History[] histories =
        [
            Of("Alice", Did(Deed.Send, First), Did(Deed.Send, Second), Did(Deed.Ack, First), Did(Deed.Ack, Second)),
            Of("Bea", Did(Deed.Receive, Second), Did(Deed.Receive, First)),
        ];

        Assert.Empty(Check(histories, First, Second));
    }

    [Fact]
    public void An_acked_message_that_is_not_stored_is_found() =>
        Assert.Contains(
            Checkers.EveryAckIsStored([Of("Alice", Did(Deed.Ack, First), Did(Deed.Ack, Second))], [First]),
            violation => violation.StartsWith("C1") && violation.Contains(Second.Id.ToString())
        );

    [Fact]
    public void A_message_that_is_stored_otherwise_than_it_was_acked_is_found() =>
        Assert.Single(Checkers.EveryAckIsStored([Of("Alice", Did(Deed.Ack, First))], [First with { Seq = 7 }]));

    [Fact]
    public void A_message_that_is_stored_twice_is_found() =>
        Assert.Single(
            Checkers.EachClientIdIsStoredOnce([], [First, First with { Seq = 2, Id = Guid.CreateVersion7() }])
        );

    [Fact]
    public void Two_answers_for_one_client_id_are_found()
    {
        var other = First with { Id = Guid.CreateVersion7() };

        Assert.Single(
            Checkers.EachClientIdIsStoredOnce([Of("Alice", Did(Deed.Ack, First), Did(Deed.Ack, other))], [First])
        );
    }

    [Fact]
    public void An_observer_who_saw_another_message_at_a_place_is_found() =>
        Assert.Single(Checkers.AllAgree([Of("Bea", Did(Deed.Receive, Second with { Seq = 1 }))], [First, Second]));

    [Fact]
    public void An_observer_who_saw_another_text_is_found() =>
        Assert.Single(Checkers.AllAgree([Of("Bea", Did(Deed.Receive, First with { BodyHash = "ff" }))], [First]));

    [Fact]
    public void An_observer_who_saw_what_was_never_stored_is_found() =>
        Assert.Single(Checkers.AllAgree([Of("Bea", Did(Deed.Receive, Second))], [First]));

    [Fact]
    public void A_hole_in_the_numbers_is_found() => Assert.Single(Checkers.NumbersHaveNoHoles([First, Third]));

    [Fact]
    public void Numbers_that_do_not_start_at_one_are_found() => Assert.Single(Checkers.NumbersHaveNoHoles([Second]));

    [Fact]
    public void A_number_that_was_given_twice_is_found() =>
        Assert.Single(Checkers.NumbersHaveNoHoles([First, Second, Third with { Seq = 2 }]));

    [Fact]
    public void A_message_that_overtook_an_earlier_one_of_its_sender_is_found() =>
        Assert.Single(
            Checkers.SendersKeepTheirOrder(
                [Of("Alice", Did(Deed.Send, Second), Did(Deed.Send, First))],
                [First, Second]
            )
        );

    [Fact]
    public void A_message_that_was_refused_counts_from_when_it_was_sent_again() =>
        Assert.Empty(
            Checkers.SendersKeepTheirOrder(
                [
                    Of(
                        "Alice",
                        Did(Deed.Send, Second),
                        Did(Deed.Send, First),
                        Did(Deed.Refused, Second),
                        Did(Deed.Send, Second)
                    ),
                ],
                [First, Second]
            )
        );

    [Fact]
    public void A_history_reads_back_as_it_was_written()
    {
        var entry = Did(Deed.Ack, First);

        Assert.Equal(entry, Entry.Parse(entry.ToString()));
    }

    private static IEnumerable<string> Check(History[] histories, params StoredMessage[] stored) =>
        [
            .. Checkers.EveryAckIsStored(histories, stored),
            .. Checkers.EachClientIdIsStoredOnce(histories, stored),
            .. Checkers.AllAgree(histories, stored),
            .. Checkers.NumbersHaveNoHoles(stored),
            .. Checkers.SendersKeepTheirOrder(histories, stored),
        ];

    private static StoredMessage AMessage(long seq) =>
        new(Talk, "everyone", seq, Guid.CreateVersion7(), 1, Guid.CreateVersion7(), Entry.HashOf($"number {seq}"));

    private static History Of(string client, params Entry[] entries) =>
        new(client, entries.Select((entry, i) => entry with { Ticks = i }));

    private static Entry Did(Deed deed, StoredMessage message) =>
        new(
            0,
            deed,
            message.Conversation,
            message.Audience,
            message.ClientId,
            message.Seq,
            message.Id,
            message.BodyHash
        );
}
