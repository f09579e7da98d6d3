namespace Parley.Audit;

public static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<Traces>();
        services.AddSingleton<ISealed, SealedTraces>();
        services.AddSingleton<ISealed, SealedEntries>();
        services.AddSingleton<Sealer>();
        services.AddSingleton<Checkpoints>();
        services.AddSingleton<VerifyAudit>();
        services.AddHostedService<RunSealer>();

        return services;
    }
}
