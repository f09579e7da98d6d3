using Parley.Demo.Site;

namespace Parley.Demo;

public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section));
        services.AddSingleton<DemoDoor>();
        services.AddSingleton<SeedPeople>();
        services.AddSingleton<SeedCommerce>();
        services.AddSingleton<PlaceDemoOrder>();
        services.AddSingleton<VouchForDemo>();

        return services;
    }

    /// <summary>Comes after authentication, so that a closed door meets a request as far along as an unknown route does.</summary>
    public static void UseDemo(this WebApplication server) => server.Use(DemoDoor.Guard);

    /// <summary>Comes before the web app's files, whose page answers every address that is nothing else.</summary>
    public static void UseDemoSite(this WebApplication server) => server.Use(DemoSite.Serve);

    public static void MapDemo(this IEndpointRouteBuilder api)
    {
        api.MapShowDemo();
        api.MapEnterDemo();
        api.MapPlaceDemoOrder();
        api.MapShowDemoShop();
        api.MapVouchForDemo();
    }
}
