using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Valhalla.Governance;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.EntityFramework.Sqlite;
using Valhalla.Governance.EntityFramework.Sqlite.Kpi;
using Valhalla.Governance.EntityFramework.Sqlite.Risk;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the library's state in a SQLite file.</summary>
public static class ValhallaSqliteBuilderExtensions
{
    /// <summary>
    /// Replaces the store by a SQLite file: durable, for a single node. May be called again; the last call wins.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="pathOrConnectionString">
    /// The path of the file, relative to the working directory or absolute, or a connection string of
    /// Microsoft.Data.Sqlite. In-memory databases are refused when the store is first used.
    /// </param>
    /// <param name="configure">Changes settings after the configuration was read.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static ValhallaBuilder UseSqlite(
        this ValhallaBuilder builder, string pathOrConnectionString, Action<SqliteStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrConnectionString);
        ExplicitDatabase.Mark(builder.Services);
        return builder.UseSqlite(_ => pathOrConnectionString, configure);
    }

    /// <summary>The same for a file that is known when the store is made, and not before.</summary>
    internal static ValhallaBuilder UseSqlite(
        this ValhallaBuilder builder,
        Func<IServiceProvider, string> pathOrConnectionString,
        Action<SqliteStorageOptions>? configure = null)
    {
        var services = builder.Services;
        services.AddEntityFrameworkStorage();
        var options = services.AddOptions<SqliteStorageOptions>()
            .Configure<IServiceProvider>(static (sqlite, provider) => provider.GetService<IConfiguration>()
                ?.GetSection(SqliteStorageOptions.SectionName).Bind(sqlite))
            .ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SqliteStorageOptions>, SqliteStorageOptionsValidator>());
        services.Replace(ServiceDescriptor.Singleton(provider => new SqliteDatabase(
            pathOrConnectionString(provider),
            provider.GetRequiredService<IOptions<SqliteStorageOptions>>(),
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<GuardedLogger<SqliteDatabase>>())));
        services.TryAddSingleton<SqliteWriter>();
        services.Replace(ServiceDescriptor.Singleton<IStoreErrorMapper, SqliteErrorMapper>());
        services.Replace(ServiceDescriptor.Singleton<IStoreDialect, SqliteDialect>());
        services.Replace(ServiceDescriptor.Singleton<IStoreClock>(
            static provider => new LocalStoreClock(provider.GetRequiredService<StoreTimeProvider>())));
        services.Replace(ServiceDescriptor.Singleton<ILedgerStore, SqliteLedgerStore>());
        services.Replace(ServiceDescriptor.Singleton<IKpiStore, SqliteKpiStore>());
        return builder;
    }
}
