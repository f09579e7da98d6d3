using Microsoft.Extensions.DependencyInjection;
using Parley.Audit;
using Parley.People;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Isolation;

public sealed partial class MatrixTests
{
    private sealed partial class Scene
    {
        private const string Inquiry = "inquiry";

        private async Task AddBusinesses()
        {
            foreach (var name in new[] { "Blue Door", "Lumen", "Oakworks", "Pineworks", "Rex", "Rob" })
            {
                var word = Word();
                var business = await _world.Business($"{name} {word}", _shop);
                _businesses.Add(business);
                Canaries.Add(BusinessCanary(word, business));
                var nameOfMember = Word();
                await Add(
                    new Principal($"the member of {name}", await _world.Member(business, $"Bea {nameOfMember}"))
                    {
                        Business = business,
                    }
                );
                Canaries.Add(MemberCanary(nameOfMember, business));
            }
        }

        private async Task AddPeople(TestShop other)
        {
            foreach (var name in new[] { "Alice", "Aaron" })
            {
                var word = Word();
                var customer = await _world.Customer($"{name} {word}", _shop);
                Canaries.Add(CustomerCanary(word, customer, isOfShop: true));
                await Add(new Principal(name, customer));
            }
            foreach (var name in new[] { "the admin who opened one", "the admin who opened none" })
            {
                var word = Word();
                var admin = await _world.Admin($"Ada {word}");
                Canaries.Add(
                    new Canary(word, "name of an admin", who => who.IsAdmin) { FoundBy = who => who.Person == admin }
                );
                await Add(new Principal(name, admin) { IsAdmin = true });
            }
            await AddRemovedMember();
            await Add(new Principal("the stranger", await _world.Customer($"Mallory {Word()}", _shop)));
            await Add(new Principal("the other shop's customer", await _world.Customer($"Alice {Word()}", other)));
        }

        private async Task Add(Principal principal)
        {
            principal.Cursor ??= (await principal.Person.Syncs()).Cursor;
            principal.Ear = await Ear.Of(principal.Person);
            Principals.Add(principal);
        }

        /// <summary>His feed begins where he was still a member.</summary>
        private async Task AddRemovedMember()
        {
            var former = await _world.Member(_businesses[0], $"Fred {Word()}");
            var cursor = (await former.Syncs()).Cursor;
            await _world.Write(
                (work, now) => Members.Leave(work, _businesses[0].Row, former.Row, now, AuditActor.System)
            );
            _world.Services.GetRequiredService<AccessChanges>().Person(former.Row);
            await Add(new Principal("the removed member", former) { Cursor = cursor });
        }

        /// <summary>Somebody without an account who has asked the first business something.</summary>
        private async Task AddGuest()
        {
            await _shop.Sets(new { general = "verified_email" });
            var (name, address, asked) = (Word(), Word(), Word());
            var blueDoor = _businesses[0];
            var inquiry = await _world
                .Visitor($"Kim {name}")
                .Inquires(blueDoor, $"{address}@example.com", $"says {asked} here")
                .Waits();
            _inquiry = inquiry.Id;
            var device = await _world.Proves($"{address}@example.com", inquiry.Id);
            var me = await device.Gets("/me").Read<MeView>();
            var row = await _world.Database.Read(work =>
                work.One<long>("SELECT row_id FROM person WHERE id = @Id", new { me.Id })
            );
            var kim = new Person(_world, me.Id, row, me.Name, "");
            kim.Http.DefaultRequestHeaders.Add(
                "Cookie",
                device.Http.DefaultRequestHeaders.GetValues("Cookie").Single()
            );
            await Add(new Principal("the guest", kim));

            var line = await Eventually.Is(() => kim.Lists(), lines => lines.Count == 1);
            var talk = new Talk(line[0].ConversationId, kim, blueDoor, [], []);
            _talks.Add(talk);
            _messages.Add((await kim.History(talk.Id)).Items[0].Id);
            Canaries.Add(new Canary(asked, Inquiry, who => who.IsIn(talk)) { IsMessage = true });
            Canaries.Add(CustomerCanary(name, kim, isOfShop: false));
            Canaries.Add(
                new Canary(
                    address,
                    "address of the guest",
                    who => who.Person == kim || who.Business?.Row == blueDoor.Row
                )
            );
        }
    }
}
