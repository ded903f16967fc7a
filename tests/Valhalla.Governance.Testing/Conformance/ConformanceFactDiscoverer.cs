using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>Makes the test cases of <see cref="ConformanceFactAttribute"/>.</summary>
public sealed class ConformanceFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [
            new Case(
                diagnostics,
                discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(),
                testMethod),
        ];

    /// <summary>A test case that knows whether its class can run here.</summary>
    public sealed class Case : XunitTestCase
    {
        [Obsolete("Called by the de-serializer.", error: true)]
        public Case()
        {
        }

        public Case(
            IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
            : base(diagnostics, display, options, method)
        {
        }

        protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
            PostgreSqlInstallation.IsRequired
                ? null
                : Has(typeof(RequiresPgBouncerAttribute))
                    ? PgBouncer.MissingReason
                    : Has(typeof(RequiresPostgreSqlAttribute)) ? PostgreSqlInstallation.MissingReason : null;

        private bool Has(Type attribute) => TestMethod.TestClass.Class.GetCustomAttributes(attribute).Any();
    }
}
