using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Admin;
using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;
using Parley.Tests.Live;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Audit;

/// <summary>The audit in the words of the tests.</summary>
internal static class Auditing
{
    public static Task<Page<AuditEntryView>> Audits(this Person admin, string query = "") =>
        admin.Gets($"/admin/audit{query}").Read<Page<AuditEntryView>>();

    public static IReadOnlyList<ISealed> Sealed(this World world) => [.. world.Services.GetServices<ISealed>()];

    public static Task<AuditVerdict> Verifies(this World world, params string[] checkpoints) =>
        world.Services.GetRequiredService<VerifyAudit>().Run(checkpoints);

    /// <summary>A checkpoint of now, as it is exported.</summary>
    public static async Task<string> Checkpoint(this World world) =>
        (await world.Services.GetRequiredService<Checkpoints>().SignNow())!.ToLine();

    /// <summary>Waits for the seal of everything that is stored.</summary>
    public static async Task<AuditVerdict> IsSealed(this World world)
    {
        using var patience = new CancellationTokenSource(Ear.Patience);
        while (true)
        {
            var verdict = await world.Verifies();
            if (verdict.Fault is not null || verdict is { Unsealed: 0, Seals: > 0 })
                return verdict;
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Erases a message as an erasure will: content away, entry written, both or neither.</summary>
    public static Task Erase(this World world, Guid messageId) =>
        world.Write(
            async (work, now) =>
            {
                var entry = new AuditEntry(Erasures.ActionOf("message"), AuditActor.System, now)
                {
                    Subject = messageId,
                };
                await AuditLog.Record(work, entry);

                return await Empty(work, messageId);
            }
        );

    public static Task<int> Empty(Work work, Guid messageId) =>
        work.Execute(
            "UPDATE message SET body = NULL, data = NULL, salt = NULL, reply_to = NULL WHERE id = @messageId",
            new { messageId }
        );

    public static string Word(this JsonElement? data, string name) => data!.Value.GetProperty(name).GetString()!;
}
