using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.EntityFramework;

namespace Valhalla.Governance.Storage;

/// <summary>
/// Registers both databases, and lets the configuration choose when the first store is made. Not before: a host may
/// add sources of configuration until it is built, and one that names another database must not be overlooked.
/// </summary>
internal static class ConfiguredStore
{
    public static void AddConfiguredStore(this ValhallaBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(DatabaseAddress)
            || service.ServiceType == typeof(ExplicitDatabase)))
        {
            return;
        }

        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.SectionName);
        services.AddSingleton(provider => DatabaseAddressReader.Read(
            provider.GetRequiredService<IOptions<DatabaseOptions>>(),
            provider.GetService<IConfiguration>(),
            provider.GetService<IHostEnvironment>()));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<StorageOptions>, EmbeddedSchemaMode>());

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<GoLiveOptions>, LatchInDataDirectory>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<GoNoGoOptions>, RecordsInDataDirectory>());

        builder.UseSqlite(static provider => AddressOf(provider).ConnectionString);
        var forSqlite = services.ToArray();
        builder.UsePostgreSql(static provider => AddressOf(provider).ConnectionString);
        foreach (var sqlite in forSqlite.Where(service => !services.Contains(service)))
        {
            // What the second provider replaced is what the two do differently.
            var postgreSql = services.Single(service => service.ServiceType == sqlite.ServiceType);
            services.Replace(ServiceDescriptor.Singleton(sqlite.ServiceType, provider => Create(
                provider, AddressOf(provider).Provider == DatabaseProvider.Sqlite ? sqlite : postgreSql)));
        }
    }

    private static DatabaseAddress AddressOf(IServiceProvider provider) =>
        provider.GetRequiredService<DatabaseAddress>();

    private static object Create(IServiceProvider provider, ServiceDescriptor service) =>
        service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);
}
