using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valhalla.Governance;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.EntityFramework.PostgreSql;
using Valhalla.Governance.EntityFramework.PostgreSql.Control;
using Valhalla.Governance.EntityFramework.PostgreSql.Kpi;
using Valhalla.Governance.EntityFramework.PostgreSql.Partitions;
using Valhalla.Governance.EntityFramework.PostgreSql.Risk;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the library's state in a PostgreSQL database, in the schema <c>valhalla</c>.</summary>
public static class ValhallaPostgreSqlBuilderExtensions
{
    /// <summary>
    /// Replaces the store by a PostgreSQL database that several nodes can share. May be called again; the last call
    /// wins.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A connection string of Npgsql, such as
    /// <c>Host=…;Database=…;Username=…</c>.</param>
    /// <param name="configure">Changes settings after the configuration was read.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The connection string is empty.</exception>
    public static ValhallaBuilder UsePostgreSql(
        this ValhallaBuilder builder, string connectionString, Action<PostgreSqlStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ExplicitDatabase.Mark(builder.Services);
        return builder.UsePostgreSql(_ => connectionString, configure);
    }

    /// <summary>The same for a database that is known when the store is made, and not before.</summary>
    internal static ValhallaBuilder UsePostgreSql(
        this ValhallaBuilder builder,
        Func<IServiceProvider, string> connectionString,
        Action<PostgreSqlStorageOptions>? configure = null)
    {
        var services = builder.Services;
        services.AddEntityFrameworkStorage();
        var options = services.AddOptions<PostgreSqlStorageOptions>()
            .Configure<IServiceProvider>(static (postgreSql, provider) => provider.GetService<IConfiguration>()
                ?.GetSection(PostgreSqlStorageOptions.SectionName).Bind(postgreSql))
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.Replace(ServiceDescriptor.Singleton(provider => new PostgreSqlDatabase(
            connectionString(provider),
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<IOptions<PostgreSqlStorageOptions>>(),
            provider.GetRequiredService<ILoggerFactory>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<
            IValidateOptions<PostgreSqlStorageOptions>, PostgreSqlStorageOptionsValidator>());
        services.TryAddSingleton<PostgreSqlChangeListener>();
        services.TryAddSingleton<PostgreSqlPartitions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PartitionKeeper>());
        services.Replace(ServiceDescriptor.Singleton<IStoreErrorMapper, PostgreSqlErrorMapper>());
        services.Replace(ServiceDescriptor.Singleton<IStoreDialect, PostgreSqlDialect>());
        services.Replace(ServiceDescriptor.Singleton<IStoreClock, EntityFrameworkStoreClock>());
        services.Replace(ServiceDescriptor.Singleton<ILedgerStore, PostgreSqlLedgerStore>());
        services.Replace(ServiceDescriptor.Singleton<IKpiStore, PostgreSqlKpiStore>());
        return builder;
    }
}
