using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

public sealed partial class MatrixTests
{
    /// <summary>Words that stand in one thing only.</summary>
    private sealed record Canary(string Word, string What, Func<Principal, bool> MaySee)
    {
        /// <summary>Who finds it for certain, where that is not everybody who may see it.</summary>
        public Func<Principal, bool>? FoundBy { get; init; }

        public bool IsMessage { get; init; }

        public bool IsOfTeam { get; init; }

        /// <summary>It is the name of a business, which doors say to everybody.</summary>
        public bool StandsOnDoors { get; init; }

        public bool Finds(Principal who) => (FoundBy ?? MaySee)(who);

        public bool IsPublicOn(string path) => StandsOnDoors && path.StartsWith("/contact", StringComparison.Ordinal);
    }

    private sealed partial class Scene
    {
        // The first item of a seller's part names the conversation, and one that is alone describes it; the others are seen by who
        // has a part in them.
        private static IEnumerable<Canary> ItemCanaries(
            Item item,
            Principal customer,
            List<Item> parts,
            List<Talk> talks
        )
        {
            var beside = parts.Where(part => part.Seller.Row == item.Seller.Row).ToList();
            var talk = talks.Single(talk => talk.Seller.Row == item.Seller.Row);
            long?[] rows = [item.Seller.Row, item.Supplier?.Row, item.Reseller?.Row];

            yield return new Canary(
                item.Title,
                "title of an item",
                who => HasPart(who) || Knows(who, beside[0] == item)
            );
            yield return new Canary(
                item.Attribute,
                "attribute of an item",
                who => HasPart(who) || Knows(who, beside.Count == 1)
            );

            bool HasPart(Principal who) =>
                who.IsShop
                || who.Person == customer.Person
                || (who.Business is { } business && rows.Contains(business.Row));

            bool Knows(Principal who, bool isOfTopic) => isOfTopic && (who.IsAdmin || who.IsIn(talk));
        }

        // Whom a business knows; admins find by the audit who has done something lately.
        private Canary BusinessCanary(string word, TestBusiness business) =>
            new(
                word,
                "name of a business",
                who =>
                    who.IsShop
                    || who.IsAdmin
                    || who.Business?.Row == business.Row
                    || _talks.Any(talk => talk.HasHad(business) && who.IsIn(talk))
            )
            {
                FoundBy = who =>
                    who.Business?.Row == business.Row || _talks.Any(talk => talk.Has(business) && who.IsIn(talk)),
                StandsOnDoors = true,
            };

        private Canary MemberCanary(string word, TestBusiness business) =>
            new(
                word,
                "name of a member",
                who =>
                    who.IsAdmin
                    || who.Business?.Row == business.Row
                    || _talks.Any(talk => talk.Has(business) && who.IsIn(talk))
            )
            {
                FoundBy = who =>
                    who.Business?.Row == business.Row || _talks.Any(talk => talk.Has(business) && who.IsIn(talk)),
            };

        /// <param name="isOfShop">The shop has made him known itself.</param>
        private Canary CustomerCanary(string word, Person customer, bool isOfShop) =>
            new(
                word,
                "name of a customer",
                who =>
                    who.IsAdmin
                    || (who.IsShop && isOfShop)
                    || who.Person == customer
                    || _talks.Any(talk => talk.Customer == customer && who.IsIn(talk))
            );
    }
}
