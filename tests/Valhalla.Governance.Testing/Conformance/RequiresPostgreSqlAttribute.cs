namespace Valhalla.Governance.Testing.Conformance;

/// <summary>The suite of this class runs against a real PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresPostgreSqlAttribute : Attribute;
