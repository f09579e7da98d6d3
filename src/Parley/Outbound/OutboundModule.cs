using Microsoft.Extensions.Options;
using Parley.Events.Followers;

namespace Parley.Outbound;

public static class OutboundModule
{
    public static IServiceCollection AddOutbound(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<ServerOptions>()
            .Bind(configuration.GetSection(ServerOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services
            .AddOptions<MailOptions>()
            .Bind(configuration.GetSection(MailOptions.Section))
            .PostConfigure(options =>
                options.Outbox ??= Path.Combine(configuration["Storage:DataFolder"] ?? "data", "outbox")
            )
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<FolderTransport>();
        services.AddSingleton<SmtpTransport>();
        services.AddSingleton<IMailTransport>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.SmtpHost is { Length: > 0 }
                ? provider.GetRequiredService<SmtpTransport>()
                : provider.GetRequiredService<FolderTransport>()
        );
        services.AddSingleton<Mailer>();
        services.AddSingleton<IFollower>(provider => provider.GetRequiredService<Mailer>());

        return services;
    }
}
