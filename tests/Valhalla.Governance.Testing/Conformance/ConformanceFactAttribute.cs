using Xunit.Sdk;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>
/// A fact of an abstract suite. Derived classes marked with <see cref="RequiresPostgreSqlAttribute"/> skip it, with
/// the reason, where PostgreSQL is not installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(
    "Valhalla.Governance.Testing.Conformance.ConformanceFactDiscoverer", "Valhalla.Governance.Testing")]
public sealed class ConformanceFactAttribute : FactAttribute;
