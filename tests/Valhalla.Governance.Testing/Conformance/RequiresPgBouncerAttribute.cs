namespace Valhalla.Governance.Testing.Conformance;

/// <summary>The suite of this class runs against a real PostgreSQL server behind a real pgbouncer.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresPgBouncerAttribute : Attribute;
