using System.Text.Json;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>Where entries are written. Nothing ever changes or deletes one.</summary>
public static class AuditLog
{
    /// <summary>Writes an entry in the transaction that does what it says: both or neither.</summary>
    public static Task Record(Work work, AuditEntry entry) =>
        work.Execute(
            """
            INSERT INTO audit_entry (id, at, action, actor_row, actor_role, trace_row, shop_row, business_row, conversation_row,
                subject, channel, data)
            VALUES (@id, @At, @Action, @PersonRow, @Role, @TraceRow, @ShopRow, @BusinessRow, @ConversationRow,
                @Subject, @Channel, @data)
            """,
            new
            {
                id = Ids.New(entry.At),
                entry.At,
                entry.Action,
                entry.By.PersonRow,
                entry.By.Role,
                entry.By.TraceRow,
                entry.ShopRow,
                entry.BusinessRow,
                entry.ConversationRow,
                entry.Subject,
                entry.Channel,
                data = entry.Data is null ? null : JsonSerializer.Serialize(entry.Data, KernelModule.Json),
            }
        );
}
