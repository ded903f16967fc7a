using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>How contexts of this provider are made.</summary>
internal static class PostgreSqlContextOptions
{
    public static DbContextOptions<PostgreSqlValhallaDbContext> Create(
        NpgsqlDataSource source, ILoggerFactory? loggers) =>
        new DbContextOptionsBuilder<PostgreSqlValhallaDbContext>()
            .UseNpgsql(source, Configure)
            .UseLoggerFactory(loggers is null ? null : new GuardedLoggerFactory(loggers))
            .LogCommandsAsDetail()
            .TellNoObservers()
            .ReplaceService<IModelValidator, TestedModel>()
            .Options;

    /// <summary>For the tools, which never connect.</summary>
    public static DbContextOptions<PostgreSqlValhallaDbContext> CreateForDesign() =>
        new DbContextOptionsBuilder<PostgreSqlValhallaDbContext>().UseNpgsql("Host=localhost", Configure).Options;

    private static void Configure(NpgsqlDbContextOptionsBuilder npgsql) => npgsql
        .MigrationsAssembly(typeof(PostgreSqlContextOptions).Assembly.GetName().Name)
        .MigrationsHistoryTable("__EFMigrationsHistory", PostgreSqlValhallaDbContext.Schema);
}
