using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Core.Tests.DependencyInjection;

/// <summary>A service collection that somebody made by hand, without a host.</summary>
public sealed class BareServicesTests
{
    [Fact]
    public async Task AddValhallaCore_WithoutConfigurationAndLogging_WorksWithTheDefaults()
    {
        var services = new ServiceCollection();
        services.AddValhallaCore();
        await using var provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var policies = await provider.GetRequiredService<IRiskGuard>().GetPoliciesAsync();

        Assert.NotEmpty(policies);
        Assert.NotNull(provider.GetRequiredService<IRunbook>());
        Assert.NotNull(provider.GetRequiredService<IOptions<RetentionOptions>>().Value);
    }

    [Fact]
    public async Task AddValhallaCore_ConfigurationAndLoggingComeLater_AreUsed()
    {
        var services = new ServiceCollection();
        services.AddValhallaCore();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Valhalla:Risk:WarningPercent"] = "55" })
            .Build());
        using var factory = new RecordingFactory();
        services.AddSingleton<ILoggerFactory>(factory);
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<ILogger<BareServicesTests>>().LogWarning("heard");

        Assert.Equal(55, provider.GetRequiredService<IOptions<RiskOptions>>().Value.WarningPercent);
        Assert.Contains(typeof(BareServicesTests).FullName, factory.Categories);
    }

    [Fact]
    public void Registrations_OfTypesThatAreOnlyNamed_KeepTheirConstructorsWhenTrimmed()
    {
        var methods = typeof(IRiskGuard).Assembly.GetTypes()
            .Where(type => type.IsAbstract && type.IsSealed || type == typeof(FeatureHealthCheck))
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.IsGenericMethodDefinition
                && method.GetParameters().Any(p => p.ParameterType == typeof(ValhallaBuilder)
                    || p.ParameterType == typeof(IServiceCollection)))
            .ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.All(method.GetGenericArguments(), argument => Assert.Equal(
            DynamicallyAccessedMemberTypes.PublicConstructors,
            argument.GetCustomAttribute<DynamicallyAccessedMembersAttribute>()?.MemberTypes)));
    }

    private sealed class RecordingFactory : ILoggerFactory
    {
        public List<string?> Categories { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName)
        {
            Categories.Add(categoryName);
            return Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        }

        public void Dispose()
        {
        }
    }
}
