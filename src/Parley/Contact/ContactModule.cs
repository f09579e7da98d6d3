using Parley.Contact.Doors;
using Parley.Contact.Inquiries;
using Parley.Contact.Notices;
using Parley.Contact.Widget;
using Parley.Events.Followers;
using Parley.Messages;
using Parley.People;
using Parley.People.Links;

namespace Parley.Contact;

public static class ContactModule
{
    public static IServiceCollection AddContact(this IServiceCollection services)
    {
        services
            .AddOptions<ContactOptions>()
            .BindConfiguration(ContactOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<StartLimits>();
        services.AddSingleton<ISendRule, StrangerRule>();
        services.AddSingleton<StartConversation>();
        services.AddSingleton<ListContacts>();
        services.AddSingleton<BlockCustomer>();
        services.AddSingleton<InquiryMails>();
        services.LimitAttempts(SendInquiry.Rule);
        services.AddSingleton<SendInquiry>();
        services.AddSingleton<IWaitForProof, WaitingInquiries>();
        services.AddSingleton<IFollower, ReleaseInquiries>();
        services.AddHostedService<ForgetInquiries>();
        services.AddSingleton<NoticeMails>();
        services.AddHostedService<TellUnread>();

        return services;
    }

    public static void MapContact(this IEndpointRouteBuilder routes)
    {
        routes.MapStartConversation();
        routes.MapListContacts();
        routes.MapChangeContactPolicies();
        routes.MapBlockCustomer();
        routes.MapListBlocks();
        routes.MapSendInquiry();
        routes.MapShowInquiry();
        routes.MapShowContact();
        routes.MapRevealContact();
        routes.MapPushBusinessContact();
        routes.MapChangeWidget();
        routes.MapSeeWidget();
    }
}
