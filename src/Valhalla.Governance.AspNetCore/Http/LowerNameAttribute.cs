using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Says in the OpenAPI document what <see cref="NameRules.IsLowerName"/> asks of a name.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class LowerNameAttribute() : RegularExpressionAttribute("^[a-z0-9][a-z0-9_.-]{0,63}$");
