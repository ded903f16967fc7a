using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.EntityFramework.PostgreSql;
using Valhalla.Governance.EntityFramework.Sqlite;

namespace Valhalla.Governance.Tests.Diagnostics;

/// <summary>An id of the log stands for one message.</summary>
public sealed class LogIdTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(IGoLiveGate).Assembly, typeof(MarketPolicy).Assembly, typeof(ValhallaEndpointOptions).Assembly,
        typeof(DatabaseSchema).Assembly, typeof(SqliteStorageOptions).Assembly,
        typeof(PostgreSqlStorageOptions).Assembly, typeof(ValhallaServiceCollectionExtensions).Assembly,
    ];

    private static readonly (string Name, LoggerMessageAttribute Message)[] Messages =
    [
        .. Assemblies.SelectMany(static assembly => assembly.GetTypes())
            .SelectMany(static type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                | BindingFlags.DeclaredOnly))
            .Select(static method => (
                $"{method.DeclaringType!.Name}.{method.Name}", method.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(static one => one.Item2 is not null),
    ];

    [Fact]
    public void Ids_OfAllMessages_AreUnique()
    {
        Assert.True(Messages.Length > 60);
        Assert.Empty(Messages.GroupBy(static one => one.Message.EventId)
            .Where(static id => id.Key <= 0 || id.Count() > 1)
            .Select(static id => $"{id.Key}: {string.Join(", ", id.Select(static one => one.Name))}"));
    }
}
