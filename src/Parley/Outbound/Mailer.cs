using System.Text.Json;
using Parley.Events.Followers;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Outbound;

/// <summary>
/// Sends mails after the commit of what caused them, apart from the request, so a slow mail server delays nobody and a crash
/// forgets none.
/// </summary>
public sealed class Mailer(IMailTransport transport, Effects effects, Clock clock) : IFollower
{
    public string Name => "mail";

    /// <summary>Has the mail sent if and when this transaction is committed.</summary>
    public Task Add(Work work, Mail mail) => Add(work, Ids.New(clock.Now), mail);

    /// <summary>
    /// As the other where it is wanted; if not, the same is done and taken back, so that the time it takes does not tell.
    /// </summary>
    public async Task AddIf(Work work, bool isWanted, Mail mail)
    {
        var id = Ids.New(clock.Now);
        await Add(work, id, mail);
        // What is wanted is asked to go as well, by an id that nothing has.
        await Effects.TakeBack(work, isWanted ? Guid.Empty : id);
    }

    private Task Add(Work work, Guid id, Mail mail) => effects.Add(work, Name, id, JsonSerializer.Serialize(mail));

    public Task Run(Effect effect, CancellationToken cancellationToken) =>
        transport.Send(effect.Id, JsonSerializer.Deserialize<Mail>(effect.Data)!, cancellationToken);
}
